using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Audit;

/// <summary>The body of <c>audit/list</c> (contract, section 9).</summary>
[Words(nameof(ObjectType), typeof(AuditVocabulary), nameof(AuditVocabulary.ObjectTypes))]
[Words(nameof(Action), typeof(AuditVocabulary), nameof(AuditVocabulary.Actions))]
public sealed class ListAuditEntriesRequest : PageRequest
{
    /// <summary>Only this type of object, such as <c>account</c>.</summary>
    public Parameter<string> ObjectType { get; init; }

    /// <summary>Only the object with this ID.</summary>
    [Rule(Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> ObjectId { get; init; }

    /// <summary>Only this action, such as <c>account.freeze</c>.</summary>
    public Parameter<string> Action { get; init; }

    /// <summary>Only changes made with this token.</summary>
    [Rule(Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> TokenId { get; init; }

    /// <summary>Only at or after this moment (RFC 3339); not after <c>until</c>.</summary>
    public Parameter<DateTimeOffset> Since { get; init; }

    /// <summary>Only before this moment (RFC 3339).</summary>
    public Parameter<DateTimeOffset> Until { get; init; }
}
