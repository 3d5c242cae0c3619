namespace Altcraft.Accounts.UnitTests.Application.Common;

internal sealed class ParameterNameTests
{
    [TestCase("Id", "id")]
    [TestCase("Name", "name")]
    [TestCase("ReportsDay", "reports_day")]
    [TestCase("Force2faAuth", "force_2fa_auth")]
    [TestCase("EnableTrackEmailReplies", "enable_track_email_replies")]
    [TestCase("ExternalDataConnectors", "external_data_connectors")]
    [TestCase("X", "x")]
    [TestCase("Sha256", "sha_256")]
    public void Of_WhenProperty_IsItsNameOnTheWire(string property, string expected) => Assert.That(ParameterName.Of(property), Is.EqualTo(expected));
}
