namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The envelope of every answer (contract, section 2).</summary>
public sealed record Envelope
{
    /// <summary>The result, a list for lists; left out of JSON when absent.</summary>
    public object? Data { get; init; }

    /// <summary>0, or the reason for the failure.</summary>
    public Failure Failure { get; init; }

    /// <summary>One sentence that tells a person what to do.</summary>
    public string ErrorText { get; init; } = "Successful operation";

    /// <summary>Every problem, in the order of the parameter table.</summary>
    public IReadOnlyList<Error> Errors { get; init; } = [];

    /// <summary>The number of items that match a list's filters; for lists only.</summary>
    public long? TotalCount { get; init; }

    /// <summary>The request's ID; for failures only.</summary>
    public string? RequestId { get; init; }

    /// <summary>A success without data.</summary>
    public static Envelope Success { get; } = new();

    /// <summary>A success.</summary>
    public static Envelope Of(object data) => new() { Data = data };

    /// <summary>A page of a list.</summary>
    public static Envelope Of<T>(IReadOnlyList<T> items, long totalCount) => new() { Data = items, TotalCount = totalCount };
}
