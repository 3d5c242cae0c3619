namespace Kestrel;

internal interface IAccountWriter
{
    /// <summary>Stores account, connectors and journal entry; the new id once that is durable, null when the name is taken.</summary>
    Task<long?> CreateAsync(SaveRequest save);
}
