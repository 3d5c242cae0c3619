using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.WebVersionPolicies;

/// <summary>The retention of the web versions of an account's messages (contract, section 7).</summary>
[DirectoryNoun("web-version policy")]
public sealed record WebVersionPolicy : DirectoryItem
{
    /// <summary>One day.</summary>
    public const int MinRetentionDays = 1;

    /// <summary>Ten years.</summary>
    public const int MaxRetentionDays = 3650;

    /// <summary>1–3650 days; <see langword="null"/> for unlimited.</summary>
    public int? RetentionDays { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object?>> OwnFields() => [new("retention_days", RetentionDays)];
}
