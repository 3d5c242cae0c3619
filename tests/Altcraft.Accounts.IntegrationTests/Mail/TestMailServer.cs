using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Faults;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>A mail as the server got it.</summary>
/// <param name="To">The recipient of the envelope.</param>
/// <param name="User">Who had signed in; empty for nobody.</param>
internal sealed record ReceivedMail(string To, MimeMessage Message, bool IsEncrypted, string User);

/// <summary>A real SMTP server on the loopback. What it has taken stays when it is stopped and started again.</summary>
internal sealed class TestMailServer : MessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    /// <summary>The user name and the password that the server takes.</summary>
    public const string User = "accounts";

    /// <inheritdoc cref="User"/>
    public const string Password = "A-secret-of-the-mail-server";

    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The port of unencrypted connections, which offers STARTTLS if there is a certificate.</summary>
    public int Port { get; } = Shell.FreePort();

    /// <summary>The port of connections that are encrypted from the start, if there is a certificate.</summary>
    public int TlsPort { get; } = Shell.FreePort();

    /// <summary>The server's certificate; none for a server without TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether clients have to sign in.</summary>
    public bool AsksForPassword { get; init; }

    /// <summary>What the server answers to a recipient instead of taking the mail.</summary>
    public Func<string, SmtpResponse?> OnRecipient { get; set; } = _ => null;

    /// <summary>What happens, once the mail is among the received ones, before the server answers.</summary>
    public Func<ReceivedMail, Task> OnReceived { get; set; } = _ => Task.CompletedTask;

    /// <summary>The mails that were taken, in their order.</summary>
    public ConcurrentQueue<ReceivedMail> Received { get; } = new();

    /// <summary>How many connections there were.</summary>
    public int Sessions { get; private set; }

    /// <summary>Starts the server.</summary>
    public TestMailServer Start()
    {
        _stop = new CancellationTokenSource();
        var options = new SmtpServerOptionsBuilder().ServerName("mail.test").Endpoint(endpoint => Configure(endpoint, Port));
        if (Certificate is not null)
        {
            options.Endpoint(endpoint => Configure(endpoint, TlsPort).IsSecure(true));
        }

        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        var server = new SmtpServer.SmtpServer(options.Build(), services);
        server.SessionCreated += (_, _) => Sessions++;
        _running = server.StartAsync(_stop.Token);
        return this;
    }

    /// <summary>Closes the port and cuts all connections.</summary>
    public async Task KillAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _stop.Dispose();
    }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        var mail = new ReceivedMail(
            transaction.To.Single().AsAddress(), await MimeMessage.LoadAsync(stream, cancellationToken), context.Pipe.IsSecure, context.Authentication.User);
        Received.Enqueue(mail);
        try
        {
            await OnReceived(mail).WaitAsync(cancellationToken);
        }
        catch (SmtpResponseException refusal)
        {
            return refusal.Response;
        }

        return new SmtpResponse(SmtpReplyCode.Ok, $"queued as {mail.Message.MessageId}");
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        OnRecipient(to.AsAddress()) is { } refusal ? throw new SmtpResponseException(refusal) : Task.FromResult(true);

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult((user, password) == (User, Password));

    private EndpointDefinitionBuilder Configure(EndpointDefinitionBuilder endpoint, int port)
    {
        endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication().AuthenticationRequired(AsksForPassword);
        return Certificate is null ? endpoint : endpoint.Certificate(Certificate);
    }
}
