namespace Altcraft.Accounts.Application.Common;

/// <summary>A query for a page of a list (contract, section 6).</summary>
public interface IPageQuery
{
    /// <summary>The lowest ID of the page; 1 when absent.</summary>
    Parameter<long> FromId { get; }

    /// <summary>The most items of the page, 1–1000; 1000 when absent.</summary>
    Parameter<long> Limit { get; }
}
