using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies;

/// <summary>Creates or updates a web-version policy (contract, section 7).</summary>
public sealed record SaveWebVersionPolicyCommand : SaveDirectoryItemCommand<WebVersionPolicy>
{
    /// <summary>1–3650 days; absent or null for unlimited.</summary>
    public Parameter<long> RetentionDays { get; init; }

    /// <inheritdoc/>
    protected override WebVersionPolicy ApplyOwnTo(WebVersionPolicy before) =>
        before with { RetentionDays = RetentionDays.Select(number => (int?)number).Over(before.RetentionDays, null) };
}

internal sealed class SaveWebVersionPolicyValidator : SaveDirectoryItemValidator<SaveWebVersionPolicyCommand, WebVersionPolicy>
{
    public SaveWebVersionPolicyValidator() =>
        RuleFor(command => command.RetentionDays).Between(WebVersionPolicy.MinRetentionDays, WebVersionPolicy.MaxRetentionDays);
}

internal sealed class SaveWebVersionPolicyHandler(IDirectoryRepository<WebVersionPolicy> policies, IAuditJournal journal)
    : SaveDirectoryItemHandler<SaveWebVersionPolicyCommand, WebVersionPolicy>(policies, journal);

/// <summary>A web-version policy in a list (contract, section 7).</summary>
public sealed class WebVersionPolicyAnswer : DirectoryItemAnswer
{
    /// <summary>1–3650 days; null for unlimited.</summary>
    public int? RetentionDays { get; init; }
}
