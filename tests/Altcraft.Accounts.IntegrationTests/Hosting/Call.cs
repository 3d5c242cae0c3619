using System.Text;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A request spelled out to the last header, for whatever <see cref="ApiTest"/> takes for granted.</summary>
public sealed record Call(string Path = "accounts/save")
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The body; <see langword="null"/> to send none, and no media type either.</summary>
    public byte[]? Body { get; init; } = "{}"u8.ToArray();

    /// <summary>The body as text.</summary>
    public string Text
    {
        init => Body = Encoding.UTF8.GetBytes(value);
    }

    public string? ContentType { get; init; } = "application/json";

    /// <summary>The format of the body.</summary>
    public Wire Wire
    {
        init => ContentType = value == Wire.Json ? "application/json" : "application/xml";
    }

    /// <summary>The token in the header; <see langword="null"/> to send none.</summary>
    public string? Token { get; init; } = ApiHost.AdminToken;

    /// <summary>Whether the body goes in chunks, with no length announced.</summary>
    public bool IsChunked { get; init; }

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Sends it.</summary>
    /// <param name="client">Who sends.</param>
    /// <param name="hangUp">The caller hangs up, if the answer is not there yet.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpClient client, CancellationToken hangUp = default)
    {
        using var request = new HttpRequestMessage(Method, Path.StartsWith('/') ? Path : "/api/v1.1/admin/" + Path);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Headers.TransferEncodingChunked = IsChunked;
            if (ContentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }
        }

        (string Name, string Value)[] headers = Token is null ? Headers : [("Authorization", "Bearer " + Token), .. Headers];
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client.SendAsync(request, hangUp);
    }

    public async Task<Answer> AnswerAsync(HttpClient client)
    {
        using var response = await SendAsync(client);
        return await Answer.OfAsync(response);
    }
}
