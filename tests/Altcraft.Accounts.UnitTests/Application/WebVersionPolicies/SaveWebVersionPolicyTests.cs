using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Application.WebVersionPolicies.Save;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.UnitTests.Application.DirectoryEntries;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.WebVersionPolicies;

internal sealed class SaveWebVersionPolicyTests : SaveEntryHandlerTests<SaveWebVersionPolicyCommand, WebVersionPolicy, IWebVersionPolicyRepository>
{
    protected override string ObjectType => "web_version_policy";

    protected override string Noun => "web-version policy";

    protected override SaveWebVersionPolicyCommand Full => new() { Name = "month", Description = "text", RetentionDays = 30 };

    protected override WebVersionPolicy Stored => new() { Id = 9, Version = 3, Name = "month", Description = "text", RetentionDays = 30 };

    [Test]
    public async Task Handle_WhenRetentionIsAbsent_KeepsIt()
    {
        await HandleAsync(Full with { Id = 9, Name = "renamed", RetentionDays = default });

        Assert.That(Updated!.RetentionDays, Is.EqualTo(30));
    }

    [Test]
    public async Task Handle_WhenRetentionIsNull_MakesItUnlimited()
    {
        await HandleAsync(Full with { Id = 9, RetentionDays = Parameter<long>.Null });

        Assert.That(Updated!.RetentionDays, Is.Null);
    }

    [TestCase(1, true)]
    [TestCase(3650, true)]
    [TestCase(0, false)]
    [TestCase(3651, false)]
    public void Validate_WhenRetention_AllowsOneDayToTenYears(long days, bool isAllowed) => Assert.That(
        new SaveWebVersionPolicyValidator().Check(Full with { RetentionDays = days }),
        isAllowed ? Is.Empty : Is.EqualTo(["retention_days:out_of_range"]));

    protected override IRequestHandler<SaveWebVersionPolicyCommand, SavedId> Handler(IWebVersionPolicyRepository repository, IAuditJournal journal) =>
        new SaveWebVersionPolicyHandler(repository, journal);
}
