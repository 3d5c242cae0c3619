using System.Text;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A request as it is on the wire, for what an HTTP client would change, such as an unusual path.</summary>
internal static class RawRequest
{
    /// <summary>A request with the administrator's token.</summary>
    /// <param name="headers">More of them.</param>
    public static string Of(string path, JsonNode parameters, Wire wire, params string[] headers)
    {
        var body = WireBody.Of(parameters, wire);
        string[] all =
        [
            $"POST {path} HTTP/1.1", "Host: x", "Authorization: Bearer " + ApiHost.AdminToken, $"Content-Length: {Encoding.ASCII.GetByteCount(body)}",
            "Content-Type: " + (wire == Wire.Json ? "application/json" : "application/xml"), .. headers, string.Empty, body,
        ];
        return string.Join("\r\n", all);
    }
}
