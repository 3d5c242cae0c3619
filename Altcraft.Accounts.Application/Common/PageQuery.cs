namespace Altcraft.Accounts.Application.Common;

/// <summary>A query for one page of a list (contract, section 6).</summary>
public abstract record PageQuery : ParameterObject
{
    /// <summary>The maximum number of items of a page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The lowest ID of the page; 1 by default.</summary>
    public Parameter<long> FromId { get; init; }

    /// <summary>The maximum number of items of the page: 1–1000, 1000 by default.</summary>
    public Parameter<long> Limit { get; init; }

    internal long FirstId => FromId.Or(1);

    internal int Size => (int)Limit.Or(MaxLimit);
}

internal abstract class PageQueryValidator<TQuery> : CommandValidator<TQuery>
    where TQuery : PageQuery
{
    protected PageQueryValidator()
    {
        RuleFor(query => query.FromId).Between(0, Domain.Common.ObjectId.Max);
        RuleFor(query => query.Limit).Between(1, PageQuery.MaxLimit);
    }
}
