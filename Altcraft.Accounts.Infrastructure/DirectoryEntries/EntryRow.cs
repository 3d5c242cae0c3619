namespace Altcraft.Accounts.Infrastructure.DirectoryEntries;

/// <summary>The columns every directory table has.</summary>
internal abstract class EntryRow
{
    public long Id { get; init; }

    public string Name { get; init; } = string.Empty;

    public string? Description { get; init; }

    public int Version { get; init; }
}
