using System.Buffers;
using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Common;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>Reading and writing both formats, and validation: without HTTP, without a database.</summary>
[InProcess]
[MemoryDiagnoser]
public class WireBenchmarks
{
    private readonly ReadOnlySequence<byte> _json = new(Bodies.Json("Account name"));
    private readonly ReadOnlySequence<byte> _xml = new(Bodies.Xml("Account name"));
    private readonly EnvelopeWriter _writer = new(Options.Create(new ApiOptions()));
    private readonly Envelope _answer = Envelope.Of(new SavedIdAnswer { SavedId = 6 });
    private readonly SaveAccountValidator _validator = new();
    private readonly SaveAccountCommand _command;

    /// <summary>Reads the example once, to validate it again and again.</summary>
    public WireBenchmarks()
    {
        var request = Read(_json, isXml: false);
        _command = new SaveAccountCommand
        {
            Name = request.Name,
            Title = request.Title,
            Tz = request.Tz,
            Tariff = request.Tariff,
            ReportsDay = request.ReportsDay,
            ReportsHour = request.ReportsHour,
            CustomPushDomain = request.CustomPushDomain,
        };
    }

    /// <summary>A JSON body into a request.</summary>
    [Benchmark(Baseline = true)]
    public object ReadJson() => Read(_json, isXml: false);

    /// <summary>An XML body into a request.</summary>
    [Benchmark]
    public object ReadXml() => Read(_xml, isXml: true);

    /// <summary>An answer as JSON.</summary>
    [Benchmark]
    public Task WriteJson() => WriteAsync("application/json");

    /// <summary>An answer as XML.</summary>
    [Benchmark]
    public Task WriteXml() => WriteAsync("application/xml");

    /// <summary>Every rule of save that needs no database.</summary>
    [Benchmark]
    public object Validate() => _validator.Validate(_command);

    private static SaveAccountCommand Read(ReadOnlySequence<byte> body, bool isXml)
    {
        var request = new SaveAccountCommand();
        var problems = new List<Error>();
        BodyReader.Read(body, isXml, request, new ApiContext(), problems);
        return problems.Count == 0 ? request : throw new InvalidOperationException(problems[0].Message);
    }

    private Task WriteAsync(string mediaType)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = mediaType;
        return _writer.WriteAsync(context, _answer);
    }
}
