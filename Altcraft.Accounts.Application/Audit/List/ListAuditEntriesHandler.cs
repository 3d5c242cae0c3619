using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Audit.List;

/// <summary>Carries <c>audit/list</c> out (contract, section 9).</summary>
internal sealed class ListAuditEntriesHandler(IAuditJournal journal) : IRequestHandler<ListAuditEntriesQuery, Page<AuditRecord>>
{
    public Task<Page<AuditRecord>> Handle(ListAuditEntriesQuery request, CancellationToken cancellationToken) => journal.ListAsync(
        new AuditFilter
        {
            FromId = request.FirstId(),
            Limit = request.Size(),
            ObjectType = TextOf(request.ObjectType),
            ObjectId = request.ObjectId.HasValue ? request.ObjectId.Value : null,
            Action = TextOf(request.Action),
            TokenId = request.TokenId.HasValue ? request.TokenId.Value : null,
            Since = request.Since.HasValue ? request.Since.Value.UtcDateTime : null,
            Until = request.Until.HasValue ? request.Until.Value.UtcDateTime : null,
        },
        cancellationToken);

    private static string? TextOf(Parameter<string> parameter) => parameter.Or(string.Empty) is { Length: > 0 } text ? text : null;
}
