using Altcraft.Accounts.Application.Audit;

namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>An audit record with its request, in the form of the table's columns (contract, section 9).</summary>
internal sealed record AuditRow(
    long? TokenId, string? TokenName, string? Address, string RequestId, string Action, string ObjectType, long ObjectId, byte[] Changes)
{
    public static AuditRow Of(AuditRecord record, RequestContext context) => new(
        context.Caller?.TokenId,
        context.Caller?.TokenName,
        context.Address,
        context.RequestId,
        record.Action,
        record.ObjectType,
        record.ObjectId,
        ChangesJson.Write(record.Changes));
}
