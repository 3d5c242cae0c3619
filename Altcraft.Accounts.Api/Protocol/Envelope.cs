using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>What every answer is wrapped in (contract, section 2).</summary>
public sealed record Envelope
{
    /// <summary>The answer itself, a list for lists; left out of JSON where there is none.</summary>
    public object? Data { get; init; }

    /// <summary>0, or why the request was refused.</summary>
    public Failure Failure { get; init; }

    /// <summary>One sentence a person can act on.</summary>
    public string ErrorText { get; init; } = "Successful operation";

    /// <summary>Every problem, in the order of the parameter table.</summary>
    public IReadOnlyList<Error> Errors { get; init; } = [];

    /// <summary>All items that match a list's filters; only lists have it.</summary>
    public long? TotalCount { get; init; }

    /// <summary>The request's ID; on failures only.</summary>
    public string? RequestId { get; init; }

    /// <summary>A success without data.</summary>
    public static Envelope Success { get; } = new();

    /// <summary>A success.</summary>
    /// <param name="data">The answer.</param>
    public static Envelope Of(object data) => new() { Data = data };

    /// <summary>A page of a list.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="items">The page.</param>
    /// <param name="totalCount">All that match.</param>
    public static Envelope Of<T>(IReadOnlyList<T> items, long totalCount) => new() { Data = items, TotalCount = totalCount };
}
