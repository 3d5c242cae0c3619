using System.Text.Json;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>
/// The names of the journal's objects. A record has the name only where it has changed; the object's other records know it, also when the object is deleted.
/// </summary>
/// <param name="list">Lists records.</param>
public sealed class ObjectNames(Func<ListAuditRecordsQuery, CancellationToken, Task<Page<AuditRecordAnswer>>> list)
{
    private const int MaxRequests = 3;
    private const int MaxRecords = 100;

    // An object whose name is not found is not looked for again.
    private readonly Dictionary<(string Type, long Id), string?> _names = [];

    /// <summary>The name that a record has itself.</summary>
    public static string? In(AuditRecordAnswer record) =>
        record.Changes.FirstOrDefault(change => change.Field == "name") is { } change ? Shown(change.New) ?? Shown(change.Old) : null;

    /// <summary>The name of a record's object, if it is known by now.</summary>
    public string? Of(AuditRecordAnswer record) => In(record) ?? _names.GetValueOrDefault((record.ObjectType, record.ObjectId));

    /// <summary>Reads the names of the objects of some records, the newest first.</summary>
    public async Task ReadAsync(IReadOnlyList<AuditRecordAnswer> records, CancellationToken cancellationToken)
    {
        Take(records);
        var unknown = records.Select(record => (Type: record.ObjectType, Id: record.ObjectId)).Where(key => !_names.ContainsKey(key)).Distinct().ToList();
        try
        {
            foreach (var together in unknown.Chunk(MaxRequests))
            {
                await Task.WhenAll(together.Select(key => FindAsync(key, cancellationToken)));
            }
        }
        catch (ApiException)
        {
            // The IDs are shown. What else the screen asks of the service reports that it fails.
        }
        catch (OperationCanceledException)
        {
            // The next filter reads its own.
        }
    }

    private async Task FindAsync((string Type, long Id) key, CancellationToken cancellationToken)
    {
        var query = new ListAuditRecordsQuery { ObjectType = key.Type, ObjectId = key.Id, Order = "desc", Limit = MaxRecords };
        Take((await list(query, cancellationToken)).Items);
        _names.TryAdd(key, null);
    }

    private void Take(IEnumerable<AuditRecordAnswer> records)
    {
        foreach (var record in records)
        {
            if (In(record) is { } name)
            {
                _names.TryAdd((record.ObjectType, record.ObjectId), name);
            }
        }
    }

    private static string? Shown(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
