using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>
/// A connection to the mail server, kept from one mail to the next. The server's certificate must be valid for <c>Smtp:Host</c>, and of an
/// authority that the machine trusts.
/// </summary>
internal sealed class SmtpConnection(SmtpOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(1);

    private SmtpClient? _client;

    /// <summary>What is wrong with the server's certificate, once it was refused.</summary>
    public string? CertificateProblem { get; private set; }

    /// <summary>Whether the connection can be used for the next mail.</summary>
    public bool IsOpen => _client is { IsConnected: true };

    /// <summary>Sends a message, on the open connection if there is one.</summary>
    /// <returns>The server's answer, with the number under which it has queued the mail, as a rule.</returns>
    public async Task<string> SendAsync(MimeMessage message, CancellationToken deadline)
    {
        try
        {
            var client = await OpenAsync(deadline);
            var format = FormatOptions.Default.Clone();
            if (!message.To.Mailboxes.All(mailbox => mailbox.Address.All(char.IsAscii)))
            {
                format.International = client.Capabilities.HasFlag(SmtpCapabilities.UTF8) ? true : throw new NotSupportedException(
                    "The mail server does not take addresses with letters beyond ASCII: it does not offer SMTPUTF8.");
            }

            return await client.SendAsync(format, message, deadline);
        }
        catch (Exception exception) when (exception is not (SmtpCommandException or NotSupportedException))
        {
            // After a refusal the connection is good for the next mail, after anything else it is not.
            Drop();
            throw;
        }
    }

    /// <summary>Takes leave of the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            using var limit = new CancellationTokenSource(QuitTimeout);
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SmtpProtocolException or SmtpCommandException)
            {
                // The server has already answered for every mail.
            }
        }

        Drop();
    }

    private async Task<SmtpClient> OpenAsync(CancellationToken deadline)
    {
        if (IsOpen && await IsAliveAsync(_client!, deadline))
        {
            return _client!;
        }

        Drop();
        CertificateProblem = null;
        var client = new SmtpClient
        {
            Timeout = (int)options.Timeout().TotalMilliseconds,

            // As everywhere in .NET: the lists of revoked certificates of private authorities are seldom reachable.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, _, chain, errors) =>
            {
                CertificateProblem = errors == SslPolicyErrors.None ? null : Describe(errors, chain);
                return errors == SslPolicyErrors.None;
            },
        };
        try
        {
            await client.ConnectAsync(options.Host, options.ActualPort(), options.Security switch
            {
                SmtpOptions.None => SecureSocketOptions.None,
                SmtpOptions.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.StartTls,
            }, deadline);
            if (!string.IsNullOrEmpty(options.Username))
            {
                await client.AuthenticateAsync(options.Username, options.Password ?? string.Empty, deadline);
            }

            return _client = client;
        }
        catch
        {
            // A connection that is not encrypted or not signed in must not be used for a mail.
            client.Dispose();
            throw;
        }
    }

    // A server may close a connection after some mails, or end.
    private static async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken deadline)
    {
        try
        {
            await client.NoOpAsync(deadline);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SmtpProtocolException or SmtpCommandException)
        {
            // There will be another connection. If it fails, that is reported.
            return false;
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    private static string Describe(SslPolicyErrors errors, X509Chain? chain)
    {
        var statuses = chain?.ChainStatus.Select(status => status.Status.ToString()) ?? [];
        var others = errors & ~SslPolicyErrors.RemoteCertificateChainErrors;
        return string.Join(", ", statuses.Concat(others == SslPolicyErrors.None ? [] : [others.ToString()]).Distinct());
    }
}
