using System.Net;
using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>What a mail server does that does not answer as it should.</summary>
internal enum Mischief
{
    /// <summary>Nothing: it answers.</summary>
    None,

    /// <summary>It closes the connection.</summary>
    Cut,

    /// <summary>It does not answer, and keeps the connection.</summary>
    Hang,
}

/// <summary>A mail server that misbehaves at one step of a connection, until it is told to stop that. It offers only what it is told to.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    /// <summary>The steps: what the server has read when it misbehaves. The last one is the whole mail, which it has taken.</summary>
    public static readonly string[] Steps = ["connection", "EHLO", "MAIL", "RCPT", "DATA", "."];

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    public ScriptedMailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it does, and at which step.</summary>
    public (string Step, Mischief Kind) Script { get; set; }

    /// <summary>What it answers to EHLO besides its name, such as <c>SMTPUTF8</c>.</summary>
    public string[] Extensions { get; init; } = [];

    /// <summary>How many mails it has taken.</summary>
    public int Taken { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await AnswerAsync(writer, "connection", "220 scripted");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var verb = line.Split(' ')[0];
                await AnswerAsync(writer, verb, verb switch
                {
                    "EHLO" => string.Join("\r\n", Extensions.Select(extension => "250-" + extension).Append("250 8BITMIME")),
                    "DATA" => "354 go on",
                    _ => "250 fine",
                });
                if (verb == "DATA")
                {
                    while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                    {
                    }

                    Taken++;
                    await AnswerAsync(writer, ".", "250 taken");
                }
            }
        }
        catch (IOException)
        {
            // The client has gone, or is to be cut off.
        }
    }

    private async Task AnswerAsync(StreamWriter writer, string step, string answer)
    {
        if (Script.Step == step && Script.Kind == Mischief.Hang)
        {
            // Until the client has had enough.
            var buffer = new byte[1];
            _ = await writer.BaseStream.ReadAsync(buffer, _stop.Token);
            throw new IOException();
        }

        if (Script.Step == step && Script.Kind == Mischief.Cut)
        {
            throw new IOException();
        }

        await writer.WriteLineAsync(answer);
    }
}
