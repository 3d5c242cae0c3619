using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.Panel.Client;

/// <summary>
/// Sends commands to the service, with the token in the header. A change carries an Idempotency-Key, so that it can be sent again when its
/// answer was lost, and nothing happens twice.
/// </summary>
public sealed class ApiClient(HttpClient http, SignedIn session)
{
    private const int Attempts = 3;

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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(path, body, key, cancellationToken);
            }
            catch (ApiException lost) when (attempt < Attempts && IsLost(lost))
            {
                // The answer to the same request with the same key tells whether anything was done: the last attempt is reported.
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellationToken);
            }
            catch (ApiException refusal) when (refusal.Failure == Failure.TokenRequired)
            {
                await session.EndAsync(SignOutReason.Refused);
                throw;
            }
        }
    }

    private static bool IsLost(ApiException exception) =>
        exception.Failure is null || (exception.Failure == Failure.Unavailable && exception.Errors.Any(error => error.Code == ErrorCodes.OutcomeUnknown));

    private async Task<JsonDocument> SendOnceAsync(string path, byte[] body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1.1/admin/" + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        JsonDocument envelope;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            envelope = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new ApiException(null, exception.Message, [], null);
        }

        var error = envelope.RootElement.GetProperty("error").GetInt32();
        if (error == 0)
        {
            return envelope;
        }

        using (envelope)
        {
            throw Refusal((Failure)error, envelope.RootElement);
        }
    }

    private static ApiException Refusal(Failure failure, JsonElement envelope) => new(
        failure,
        envelope.GetProperty("error_text").GetString()!,
        envelope.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(Problem)] : [],
        envelope.TryGetProperty("request_id", out var id) ? id.GetString() : null);

    private static Error Problem(JsonElement error) => new(
        error.TryGetProperty("field", out var field) ? field.GetString() : null,
        error.GetProperty("code").GetString()!,
        error.GetProperty("message").GetString()!);
}
