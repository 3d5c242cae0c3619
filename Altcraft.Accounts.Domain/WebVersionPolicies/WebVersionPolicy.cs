using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.WebVersionPolicies;

/// <summary>How long the web versions of an account's messages are kept (contract, section 7).</summary>
[DirectoryNoun("web-version policy")]
public sealed record WebVersionPolicy : DirectoryItem
{
    /// <summary>One day.</summary>
    public const int MinRetentionDays = 1;

    /// <summary>Ten years.</summary>
    public const int MaxRetentionDays = 3650;

    /// <summary>1–3650 days, if limited.</summary>
    public int? RetentionDays { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object?>> OwnFields() => [new("retention_days", RetentionDays)];
}
