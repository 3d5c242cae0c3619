using System.Text.Json.Serialization;

namespace Altcraft.Accounts.Application.Common;

/// <summary>A query for one page of a list (contract, section 6).</summary>
public abstract record PageQuery : ParameterObject
{
    /// <summary>The maximum number of items of a page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The maximum number of items of the page: 1–1000, 1000 by default.</summary>
    public Parameter<long> Limit { get; init; }

    internal int Size => (int)Limit.Or(MaxLimit);
}

/// <summary>A query for one page of a list in ID order (contract, section 6).</summary>
public abstract record PageByIdQuery : PageQuery
{
    /// <summary>The ID at which the page begins; 1 by default.</summary>
    [JsonPropertyOrder(-1)]
    public Parameter<long> FromId { get; init; }

    internal virtual long FirstId => FromId.Or(1);
}

/// <summary>A query for one page of a list in ID order, in either direction.</summary>
public abstract record OrderedPageQuery : PageByIdQuery
{
    internal const string Ascending = "asc";
    internal const string Descending = "desc";

    /// <summary>
    /// <c>asc</c>, the default: IDs rise from <c>from_id</c>. <c>desc</c>: they fall from <c>from_id</c>, by default from the highest, so
    /// the newest comes first.
    /// </summary>
    public Parameter<string> Order { get; init; }

    internal override long FirstId => FromId.Or(IsDescending ? Domain.Common.ObjectId.Max : 1);

    internal bool IsDescending => Order.TextOrNull() == Descending;
}

internal abstract class PageQueryValidator<TQuery> : CommandValidator<TQuery>
    where TQuery : PageQuery
{
    protected PageQueryValidator() => RuleFor(query => query.Limit).Between(1, PageQuery.MaxLimit);
}

internal abstract class PageByIdQueryValidator<TQuery> : PageQueryValidator<TQuery>
    where TQuery : PageByIdQuery
{
    protected PageByIdQueryValidator() => RuleFor(query => query.FromId).Between(0, Domain.Common.ObjectId.Max);
}

internal abstract class OrderedPageQueryValidator<TQuery> : PageByIdQueryValidator<TQuery>
    where TQuery : OrderedPageQuery
{
    protected OrderedPageQueryValidator() => RuleFor(query => query.Order).OneOf([OrderedPageQuery.Ascending, OrderedPageQuery.Descending]);
}
