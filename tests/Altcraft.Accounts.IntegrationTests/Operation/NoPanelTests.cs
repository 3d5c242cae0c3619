using System.Net;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>Without the setting there is no panel.</summary>
internal sealed class NoPanelTests : ApiTest
{
    [Test]
    public async Task Page_WhenPanelIsOff_Is404()
    {
        using var answer = await Api.Client.GetAsync("panel/");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Start_WhenPanelIsNotThere_SaysHowToGetIt()
    {
        var (exitCode, _, error) = await ServiceProcess.RunAsync(
            Api.ConnectionString, "serve", "--urls=http://127.0.0.1:0", "--Panel:Enabled=true", "--Panel:Directory=/nowhere");

        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("dotnet publish Altcraft.Accounts.Panel"));
    }
}
