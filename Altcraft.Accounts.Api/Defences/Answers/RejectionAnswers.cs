using System.Buffers;
using System.Diagnostics;
using System.Text;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Protocol.Writing;
using Altcraft.Accounts.Domain.Common;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Defences.Answers;

/// <summary>
/// Answers requests that Kestrel gives up before the API sees them: a malformed request line or header, or too much of either.
/// The envelope is written in the format that the part read so far asks for (contract, section 1).
/// </summary>
internal sealed partial class RejectionAnswers(
    DiagnosticListener listener, IOptions<ApiOptions> options, TimeProvider clock, ILogger<RejectionAnswers> logger)
    : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    // Kestrel tells it before it answers, on the connection's own thread.
    private const string EventName = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private static readonly Error Malformed = new(
        null, ErrorCodes.Unreadable, "This is no HTTP/1.1: the request line or a header is malformed, or Host is missing or given twice.");

    private IDisposable? _subscription;

    /// <summary>From now on.</summary>
    public void Listen() => _subscription = listener.Subscribe(this, name => name == EventName);

    public void Dispose() => _subscription?.Dispose();

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: EventName, Value: IFeatureCollection features }
            || features.Get<IBadRequestExceptionFeature>()?.Error is not BadHttpRequestException cause
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false }
            || features.Get<AnswerableConnection>() is not { } connection
            || features.Get<IHttpRequestFeature>() is not { } request
            || !CanBeWrittenTo(features, request))
        {
            return;
        }

        var context = new DefaultHttpContext(features);
        var requestId = RequestId.Of(context.Request);
        var failure = (Failure)cause.StatusCode switch
        {
            var known and (Failure.RequestTimeout or Failure.TooLarge or Failure.UriTooLong or Failure.HeadersTooLarge) => known,
            _ => Failure.IncorrectRequest,
        };
        var envelope = FailureEnvelope.Of(failure, failure == Failure.IncorrectRequest ? [Malformed] : [], null, requestId);
        connection.Answer(Message(envelope, WireContext.Of(context).AnswerFormat(context.Request), HttpMethods.IsHead(request.Method)));
        LogRejected(logger, (int)failure, requestId);
    }

    // Under TLS the connection carries what Kestrel has encrypted, and HTTP/2 has frames: there Kestrel's own answer stands.
    private static bool CanBeWrittenTo(IFeatureCollection features, IHttpRequestFeature request) =>
        features.Get<ITlsHandshakeFeature>() is null && request.Protocol is not ("HTTP/2" or "HTTP/3");

    private byte[] Message(Envelope envelope, WireFormat format, bool isHead)
    {
        var body = new ArrayBufferWriter<byte>();
        if (format.IsXml)
        {
            EnvelopeWriter.WriteXml(body, envelope);
        }
        else
        {
            EnvelopeWriter.WriteJson(body, envelope);
        }

        var status = options.Value.AlwaysOk ? StatusCodes.Status200OK : (int)envelope.Failure;
        var head = Encoding.ASCII.GetBytes($"""
            HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}
            Content-Length: {body.WrittenCount}
            Connection: close
            Content-Type: {format.ContentType}
            Date: {clock.GetUtcNow():R}
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            {RequestId.Header}: {envelope.RequestId}


            """.ReplaceLineEndings("\r\n"));
        return isHead ? head : [.. head, .. body.WrittenSpan];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused what is no whole request: {Status} request={RequestId}")]
    private static partial void LogRejected(ILogger logger, int status, string requestId);
}
