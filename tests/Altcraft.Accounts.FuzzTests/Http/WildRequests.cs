using System.Globalization;
using System.Text;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.FuzzTests.Trees;
using Altcraft.Accounts.IntegrationTests;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>Requests that are HTTP, whatever else they are.</summary>
internal static class WildRequests
{
    private static readonly (string Name, string Value) Authorization = ("Authorization", "Bearer " + ApiHost.AdminToken);

    private static readonly string[] Methods =
        ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "Post", "BREW", "PROPFIND", "X", "!#$%&'*+-.^_`|~", "POSTPOSTPOSTPOSTPOSTPOSTPOST"];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/xml", "text/xml", "application/json;charset=utf-8", "text/xml; charset=\"UTF-8\"", "APPLICATION/XML", "application/json; charset=utf-16",
        "application/json; charset=", "application/json;", "application/problem+json", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
        "application/json, application/xml", "*/*", "a", "/", ";", "\"", "application/json; a=\"", "application/xml;q=0.5", "text/xml; charset=utf-7", "image/svg+xml",
        "application/json; version=1; charset=utf-8", "é/ü",
    ];

    private static readonly string[] Accepted =
    [
        "application/json", "application/xml", "text/xml", "*/*", "application/*", "text/html", "application/xml;q=0.5, application/json;q=0.4", "application/json;q=0",
        "application/xml;q=1.1", "application/xml;q=-1", "text/xml;q=x", ",,,", ";q=1", "application/xml, ", "a/b;c=\"d,e\", text/xml", "application/vnd.x+xml", "\"", "é",
        "application/json;q=0.0000001", "application/xml;q=NaN",
    ];

    private static readonly string[] Queries =
    [
        "format=json", "format=xml", "format=yaml", "format=", "format", "format=xml&format=json", "FORMAT=xml", "format=%78ml", "format[]=xml", "token=aat_x", "x=1", "=", "&", "&&&", "%", "%zz",
        "%00=%00", "a=%ff%fe", "%ed%a0%80=1", "a=b=c", "?", "format=xml%00", "%E2%80%AE=1", "<a>=<b>", "'--", "format=xml;", "a+b=c+d", "%0d%0aX-Evil:1",
    ];

    private static readonly string[] Targets =
    [
        "/", "//", "/.", "/..", "/%2e%2e/", "/api", "/api/", "/api/v1.1/admin/", "/api/v1.1/admin/accounts", "/api/v1.1/admin/accounts/save/", "/API/V1.1/ADMIN/ACCOUNTS/SAVE",
        "/api/v1.1/admin//accounts/save", "/api/v1.1/admin/accounts/save//", "/api/v1.1/admin/accounts%2fsave", "/api/v1.1/admin/accounts/s%61ve", "/api/v1.1/admin/accounts/save;x=1",
        "/api/v1.1/admin/accounts/save%20", "/api/v1.1/admin/accounts/save%09", "/api/v1.1/admin/accounts/save%0d%0a", "/api/v1.1/admin/accounts/%c3%a9", "/api/v1.1/admin/accounts/%ff",
        "/api/v1.1/admin/accounts/%ed%a0%80", "/api/v1.1/admin/accounts/%f0%9f%98%80", "/api/v1.1/admin/accounts/%ef%bf%bf", "/api/v1.1/admin/accounts/%1b%5b", "/api/v1.1/admin/aat_x",
        "/api/v1.1/admin/accounts/{id}", "/api/v1.1/admin/accounts/*", "/api/v1.1/admin/accounts/<b>", "/api/v1.1/admin/accounts/%3cb%3e", "/api/v1.1/admin/accounts/save\\", "/%25", "/a%",
        "/favicon.ico", "/index.html", "/.git/config", "/health", "/health/", "/openapi", "/docs/x", "*", "http://localhost/api/v1.1/admin/accounts/save", "http://other/",
    ];

    /// <summary>Endpoints with a body that has been changed, in whatever the headers say it is.</summary>
    public static Gen<RawRequest> WithWildBody(IReadOnlyList<ApiEndpoint> endpoints) =>
        from endpoint in Gen.Elements<ApiEndpoint>(endpoints)
        from body in Body(endpoint)
        from isXml in Gen.Elements(true, false)
        from bytes in Gen.Frequency((1, Bytes.Any), (9, Bytes.Changed(Encoding.UTF8.GetBytes(isXml ? body.Xml : body.Json))))
        from mediaType in Gen.Frequency((8, Gen.Constant(isXml ? "application/xml" : "application/json")), (1, Gen.Elements(MediaTypes)))
        from chunk in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 200)))
        from isKnown in Gen.Frequency((20, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new RawRequest("POST", endpoint.Path, isKnown ? [Authorization, ("Content-Type", mediaType)] : [("Content-Type", mediaType)], bytes, chunk);

    /// <summary>Any method, path, query and headers.</summary>
    public static Gen<RawRequest> WithWildHead(IReadOnlyList<ApiEndpoint> endpoints) =>
        from endpoint in Gen.Elements<ApiEndpoint>(endpoints)
        from body in Body(endpoint)
        from isXml in Gen.Elements(true, false)
        from method in Gen.Frequency((5, Gen.Constant("POST")), (1, Gen.Elements(Methods)))
        from path in Gen.Frequency((4, Gen.Constant(endpoint.Path)), (1, Gen.Elements(Targets)), (1, Texts.Any.Select(text => "/" + Uri.EscapeDataString(text))))
        from query in Gen.Frequency((3, Gen.Constant(string.Empty)), (2, Gen.Elements(Queries)), (1, Texts.Any.Select(text => Uri.EscapeDataString(text))))
        from headers in Header(isXml).ListOf().Resize(6)
        from hasBody in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new RawRequest(
            method,
            query.Length == 0 ? path : path + "?" + query,
            [.. headers],
            hasBody ? Encoding.UTF8.GetBytes(isXml ? body.Xml : body.Json) : null);

    /// <summary>Requests with less.</summary>
    public static IEnumerable<RawRequest> Shrink(RawRequest request)
    {
        foreach (var headers in Tree.ShrinkList(request.Headers, _ => []))
        {
            yield return request with { Headers = headers };
        }

        if (request.Target.IndexOf('?', StringComparison.Ordinal) is var at and > 0)
        {
            yield return request with { Target = request.Target[..at] };
        }

        if (request.ChunkSize > 0)
        {
            yield return request with { ChunkSize = 0 };
        }

        foreach (var body in Bytes.Shrink(request.Body ?? []))
        {
            yield return request with { Body = body };
        }
    }

    private static Gen<(string Json, string Xml)> Body(ApiEndpoint endpoint) =>
        from body in NearValid.Of(ParameterTable.Of(endpoint.Command))
        from style in Gen.Choose(0, int.MaxValue)
        let tree = Expressible.Of(body, ParameterTable.Of(endpoint.Command))
        select (JsonCoat.Write(tree, style), XmlCoat.Write(tree, style, _ => false));

    private static Gen<(string Name, string Value)> Header(bool isXml) => Gen.Frequency(
        (5, Gen.Constant(Authorization)),
        (4, Gen.Constant(("Content-Type", isXml ? "application/xml" : "application/json"))),
        (2, Gen.Elements(MediaTypes).Select(value => ("Content-Type", value))),
        (3, Gen.Elements(Accepted).Select(value => ("Accept", value))),
        (1, Visible.Select(value => ("Accept", value))),
        (1, Visible.Select(value => ("Content-Type", value))),
        (1, Visible.Select(value => ("Idempotency-Key", value))),
        (1, Visible.Select(value => ("X-Request-Id", value))),
        (1, Visible.Select(value => ("Authorization", "Bearer " + value))),
        (1, Gen.Elements("Bearer", "Bearer ", "Basic x", "bearer " + ApiHost.AdminToken).Select(value => ("Authorization", value))),
        (1, Gen.Elements("gzip", "identity", "br", "", "chunked").Select(value => ("Content-Encoding", value))),
        (1, Gen.Elements("traceparent", "Cookie", "Origin", "X-Forwarded-For", "X-HTTP-Method-Override", "If-Match", "Range", "Upgrade", "Accept-Language", "Accept-Encoding", "Via")
            .SelectMany(name => Visible.Select(value => (name, value)))),
        (1, Gen.Choose(1, 50).SelectMany(count => Visible.Select(value => ("X-" + count.ToString(CultureInfo.InvariantCulture), value)))));

    // A header of HTTP cannot hold control characters; Kestrel refuses such a request itself.
    private static Gen<string> Visible { get; } = Texts.Any.Select(text => string.Concat(text.Where(letter => !char.IsControl(letter))));
}
