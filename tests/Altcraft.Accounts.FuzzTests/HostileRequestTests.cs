using System.Text;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.FuzzTests.Http;
using Altcraft.Accounts.IntegrationTests;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>No input gives a 500, hangs, or is answered outside the envelope (contract, sections 1 and 2).</summary>
[TestFixture]
public sealed class HostileRequestTests
{
    private static readonly string[] Documents = ["/health", "/openapi", "/docs"];

    private ApiHost _api = null!;
    private IReadOnlyList<ApiEndpoint> _endpoints = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await FuzzHost.StartAsync();
        _endpoints = FuzzHost.Endpoints(_api);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TearDown]
    public Task IsStillWellAsync() => FuzzHost.CheckStillWellAsync(_api);

    [Test]
    public void Body_WhateverItsBytes_IsAnsweredInTheEnvelope() =>
        FuzzRun.Check(36, Arb.From(WildRequests.WithWildBody(_endpoints), WildRequests.Shrink), SendAsync);

    [Test]
    public void Request_WhateverItsMethodPathAndHeaders_IsAnsweredInTheEnvelope() =>
        FuzzRun.Check(14, Arb.From(WildRequests.WithWildHead(_endpoints), WildRequests.Shrink), SendAsync);

    [Test]
    public void Bytes_ThatAreHardlyHttp_AreNeverTheServicesFault() => FuzzRun.Check(
        5,
        Arb.From(
            from request in Gen.OneOf(WildRequests.WithWildHead(_endpoints), WildRequests.WithWildBody(_endpoints))
            from bytes in Gen.Frequency((1, Bytes.Any), (9, Bytes.Changed(request.Bytes())))
            select new Sent(bytes),
            sent => Bytes.Shrink(sent.Bytes).Select(bytes => new Sent(bytes))),
        SendHardlyHttpAsync);

    private async Task SendAsync(RawRequest request)
    {
        var answer = await RawClient.SendAsync(_api.Address, request);
        if (IsDocument(request, answer))
        {
            return;
        }

        // Kestrel refuses a request line and headers that are too long, or that are not HTTP, before the service sees them.
        if (IsKestrels(answer))
        {
            return;
        }

        if (request.Method == "HEAD")
        {
            BrokenPropertyException.Unless(answer is { Status: 400 or 404 or 405 or 431, Body: [] } && answer.Header("content-type") is not null, $"{answer}");
            return;
        }

        EnvelopeCheck.Read(answer, ExpectedFormat(request));
    }

    // What is not HTTP never reaches the service: Kestrel refuses it with an empty answer, or closes the connection.
    private async Task SendHardlyHttpAsync(Sent sent)
    {
        var answer = await RawClient.SendAsync(_api.Address, sent.Bytes, isAll: true);
        if (answer.Status != 0 && !IsKestrels(answer) && answer.Body.Length > 0 && answer.Header("content-type")!.Contains("charset=utf-8", StringComparison.Ordinal))
        {
            BrokenPropertyException.Unless(answer.Status < 500, $"{answer}");
        }
    }

    // Without the request ID that every answer of the service has: for what Kestrel cannot read, or takes for no path (PUT *).
    private static bool IsKestrels(RawAnswer answer) =>
        answer is { Status: 400 or 405 or 408 or 411 or 413 or 414 or 431 or 505, Body: [] } && answer.Header("x-request-id") is null;

    private static bool IsDocument(RawRequest request, RawAnswer answer) =>
        request.Method is "GET" or "HEAD" && answer.Status switch
        {
            200 => Documents.Any(path => request.Target.StartsWith(path, StringComparison.OrdinalIgnoreCase)),
            302 => answer.Header("location") == "/docs",
            _ => false,
        };

    // Only where the request leaves no doubt: what other cases are answered in, FormatTests and ApiContextTests say.
    private static string? ExpectedFormat(RawRequest request)
    {
        var body = Encoding.Latin1.GetString(request.Body ?? []);
        var types = request.Headers.Where(header => header.Name == "Content-Type").ToList();
        var isPlain = !request.Target.Contains('?') && !body.Contains("format", StringComparison.Ordinal) && !body.Contains("\\u", StringComparison.Ordinal)
            && !body.Contains("<!--", StringComparison.Ordinal) && !body.Contains('&') && !request.Headers.Any(header => header.Name == "Accept");
        return isPlain && types is [{ Value: "application/json" or "application/xml" }] ? types[0].Value : null;
    }

    /// <summary>Bytes for a socket.</summary>
    internal sealed record Sent(byte[] Bytes)
    {
        public override string ToString() => RawRequest.Printable(Bytes);
    }
}
