namespace Faults;

/// <summary>An account as its owner among the clients knows it: every field was acknowledged.</summary>
internal sealed class OwnAccount(long id, string name, string title, long[] connectors)
{
    public long Id => id;

    public string Name => name;

    public string Title { get; set; } = title;

    public long[] Connectors { get; set; } = connectors;

    public string? FrozenUrl { get; set; }

    /// <summary>How many changes were acknowledged, its creation included: its version, and its entries in the journal.</summary>
    public int Changes { get; set; } = 1;
}

/// <summary>What one client was told. Only the client itself writes here, and only while the load is not paused.</summary>
internal sealed class Ledger
{
    private long _lastId;

    public List<OwnAccount> Accounts { get; } = [];

    /// <summary>The ID of the account that was acknowledged last. Others may read it.</summary>
    public long LastId
    {
        get => Volatile.Read(ref _lastId);
        set => Volatile.Write(ref _lastId, value);
    }

    /// <summary>Names of accounts that were sent without a key and answered "nothing was changed".</summary>
    public List<string> Denied { get; } = [];

    /// <summary>Names of accounts that were sent without a key, and nobody has told what became of them.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>How many changes with a key were acknowledged.</summary>
    public int Keys { get; set; }
}
