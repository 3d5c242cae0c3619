using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.Panel.Client;

/// <summary>
/// Sends commands to the service, with the token in the header. A change carries an Idempotency-Key, so that it can be sent again when its
/// answer was lost, and nothing happens twice. What the service refuses because it is busy is sent again, too.
/// </summary>
public sealed class ApiClient(HttpClient http, SignedIn session, TimeProvider clock)
{
    private const int Attempts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Sends a command that answers an object.</summary>
    /// <exception cref="ApiException">The service refuses it, or cannot be reached.</exception>
    public async Task<TAnswer> GetAsync<TCommand, TAnswer>(string path, TCommand command, CancellationToken cancellationToken = default)
        where TCommand : ParameterObject
    {
        using var envelope = await SendAsync(path, command, cancellationToken);
        return Data<TAnswer>(envelope);
    }

    /// <summary>Sends a query for a page of a list.</summary>
    /// <exception cref="ApiException">The service refuses it, or cannot be reached.</exception>
    public async Task<Page<TItem>> ListAsync<TQuery, TItem>(string path, TQuery query, CancellationToken cancellationToken = default)
        where TQuery : PageQuery
    {
        using var envelope = await SendAsync(path, query, cancellationToken);
        return new(Data<IReadOnlyList<TItem>>(envelope), envelope.RootElement.GetProperty("total_count").GetInt64());
    }

    /// <summary>Sends a command that answers nothing.</summary>
    /// <exception cref="ApiException">The service refuses it, or cannot be reached.</exception>
    public async Task DoAsync<TCommand>(string path, TCommand command, CancellationToken cancellationToken = default)
        where TCommand : ParameterObject
    {
        using var envelope = await SendAsync(path, command, cancellationToken);
    }

    /// <summary>Asks which token this is.</summary>
    /// <exception cref="ApiException">The service refuses it, or cannot be reached.</exception>
    public Task<CurrentTokenAnswer> GetCurrentTokenAsync() => GetAsync<GetCurrentTokenQuery, CurrentTokenAnswer>("tokens/current", new GetCurrentTokenQuery());

    private static TAnswer Data<TAnswer>(JsonDocument envelope) =>
        envelope.RootElement.GetProperty("data").Deserialize((JsonTypeInfo<TAnswer>)AnswerJsonContext.Default.GetTypeInfo(typeof(TAnswer))!)!;

    private async Task<JsonDocument> SendAsync<TCommand>(string path, TCommand command, CancellationToken cancellationToken)
        where TCommand : ParameterObject
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(command, (JsonTypeInfo<TCommand>)CommandJsonContext.Wire.GetTypeInfo(typeof(TCommand))!);
        var key = command is IChange ? Guid.NewGuid().ToString("N") : null;

        // Somebody else may sign in meanwhile: what one person has begun is not sent in the name of another.
        var token = session.Token;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(path, body, key, token, cancellationToken);
            }
            catch (ApiException failure) when (attempt < Attempts && PauseBeforeRepeat(failure, attempt) is { } pause)
            {
                // The last attempt is reported. Where the answer was lost, the same key tells whether anything was done.
                await Task.Delay(pause, clock, cancellationToken);
            }
            catch (ApiException refusal) when (refusal.Failure == Failure.TokenRequired)
            {
                if (token == session.Token)
                {
                    await session.EndAsync(SignOutReason.Refused);
                }

                throw;
            }
        }
    }

    // Null when it would not help: a search that is too slow stays so, and nobody waits a minute before a screen.
    private static TimeSpan? PauseBeforeRepeat(ApiException failure, int attempt) => failure switch
    {
        { Failure: null } => TimeSpan.FromSeconds(attempt),
        _ when failure.Errors.Any(error => error.Code == ErrorCodes.OutcomeUnknown) => TimeSpan.FromSeconds(attempt),
        { RetryAfter: { } wait } when wait <= LongestPause && failure.Errors.All(error => error.Code != ErrorCodes.TooSlow) => wait,
        _ => null,
    };

    private async Task<JsonDocument> SendOnceAsync(string path, byte[] body, string? key, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1.1/admin/" + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        JsonDocument envelope;
        TimeSpan? retryAfter;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            retryAfter = response.Headers.RetryAfter?.Delta;
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            envelope = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // No answer, none in time, or a proxy's own page.
            throw new ApiException(null, exception.Message, [], null);
        }

        var root = envelope.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && root.TryGetProperty("error_text", out var text))
        {
            if (error.GetInt32() == 0)
            {
                return envelope;
            }

            using (envelope)
            {
                throw Refusal((Failure)error.GetInt32(), text.GetString()!, root, retryAfter);
            }
        }

        envelope.Dispose();
        throw new ApiException(null, "Something other than the service has answered.", [], null);
    }

    private static ApiException Refusal(Failure failure, string text, JsonElement envelope, TimeSpan? retryAfter) => new(
        failure,
        text,
        envelope.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(Problem)] : [],
        envelope.TryGetProperty("request_id", out var id) ? id.GetString() : null)
    {
        RetryAfter = retryAfter,
    };

    private static Error Problem(JsonElement error) => new(
        error.TryGetProperty("field", out var field) ? field.GetString() : null,
        error.GetProperty("code").GetString()!,
        error.GetProperty("message").GetString()!);
}
