namespace Altcraft.Accounts.Application.Common;

/// <summary>The rules every list shares.</summary>
/// <typeparam name="TQuery">The query.</typeparam>
internal abstract class PageQueryValidator<TQuery> : CommandValidator<TQuery>
    where TQuery : IPageQuery
{
    /// <summary>The highest and the default number of items of a page.</summary>
    public const int MaxLimit = 1000;

    protected PageQueryValidator()
    {
        RuleFor(query => query.FromId).Optional(Between(0, MaxId));
        RuleFor(query => query.Limit).Optional(Between(1, MaxLimit));
    }
}

/// <summary>The values of a page query after validation.</summary>
internal static class PageQuery
{
    public static long FirstId(this IPageQuery query) => query.FromId.Or(1);

    public static int Size<TQuery>(this TQuery query)
        where TQuery : IPageQuery => (int)query.Limit.Or(PageQueryValidator<TQuery>.MaxLimit);
}
