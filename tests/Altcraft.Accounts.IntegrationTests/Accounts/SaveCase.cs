using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>One value of one parameter of save, and what comes of it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="What">The value in words.</param>
/// <param name="Value">The value; null is sent as null.</param>
public sealed record SaveCase(string Parameter, string What, JsonNode? Value)
{
    /// <summary>Whether the parameter is left out.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>The code of the one problem; <see langword="null"/> when the save succeeds.</summary>
    public string? Code { get; init; }

    /// <summary>A part of the problem's message.</summary>
    public string? Says { get; init; }

    /// <summary>What get shows afterwards, as <see cref="Plain"/> text; <see langword="null"/> when get does not show it.</summary>
    public string? Stored { get; init; }

    /// <summary>Only where the other format cannot say this: XML knows text only, and carries fewer characters.</summary>
    public bool IsJsonOnly { get; init; }

    public static SaveCase Kept(string parameter, string what, JsonNode? value, string? stored) => new(parameter, what, value) { Stored = stored };

    public static SaveCase Refused(string parameter, string what, JsonNode? value, string code, string? says = null) =>
        new(parameter, what, value) { Code = code, Says = says };

    public static SaveCase Absent(string parameter, string? stored) => new(parameter, "absent", null) { IsAbsent = true, Stored = stored };

    public static SaveCase AbsentRefused(string parameter) => new(parameter, "absent", null) { IsAbsent = true, Code = "missing" };

    /// <summary>A value as text that is the same for JSON and XML: null and the empty array are nothing, an array is joined by commas.</summary>
    public static string Plain(JsonNode? value) => value switch
    {
        null => string.Empty,
        JsonArray array => string.Join(',', array.Select(Plain)),
        _ => value.ToString(),
    };
}
