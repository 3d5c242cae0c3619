using System.Diagnostics;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>
/// Sends welcome mails, one after the other, as long as some are due: in every replica that has <c>Smtp:Host</c> (contract, section 12). A
/// mail is given to the server at least once, and once only unless the process dies before it has stored the server's answer. While a mail
/// is on its way, no transaction and no connection to PostgreSQL is held.
/// </summary>
internal sealed partial class WelcomeMailSender(
    IOptions<SmtpOptions> smtp,
    IOptions<UsersOptions> users,
    SchemaState schema,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<WelcomeMailSender> logger) : BackgroundService
{
    private const string MaintenanceTask = "welcome_mails";

    private const double MaxPauseSeconds = 3600;

    private static readonly TimeSpan UntilReady = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromMinutes(1);

    // How long a mail may still take when the service stops: it has 25 seconds in all.
    private static readonly TimeSpan WhenStopping = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions _smtp = smtp.Value;
    private long? _measuredAt;
    private string? _reported;

    /// <summary>Sends the mails that are due, and measures what waits. What fails is reported.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        // Closed at the end: the server need not keep a connection that is idle.
        await using var connection = new SmtpConnection(_smtp);
        try
        {
            do
            {
                await MeasureAsync();
            }
            while (_smtp.IsConfigured() && !stoppingToken.IsCancellationRequested && await SendNextAsync(connection, stoppingToken));

            if (_reported is not null)
            {
                LogWorksAgain(logger);
                _reported = null;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Report(exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ServiceMetrics.ShowWelcomeMails();
        ServiceMetrics.MaintenanceEnded(MaintenanceTask, succeeded: true, count: 0);
        ServiceMetrics.MaintenanceEnded(MaintenanceTask, succeeded: false, count: 0);
        try
        {
            while (!schema.IsCurrent)
            {
                await Task.Delay(UntilReady, stoppingToken);
            }

            while (true)
            {
                await RunAsync(stoppingToken);
                await Task.Delay(_smtp.IsConfigured() ? Poll : MeasureEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    // Returns whether there may be another mail to send at once. When the connection failed, the next mail waits for a moment.
    private async Task<bool> SendNextAsync(SmtpConnection connection, CancellationToken stoppingToken)
    {
        var code = WelcomeCode.New();
        var hash = WelcomeCode.Hash(code);
        if (await UseOutboxAsync(outbox => outbox.TakeAsync(hash, _smtp.Lease(), CancellationToken.None)) is not { } mail)
        {
            return false;
        }

        string answer;
        try
        {
            using var deadline = new CancellationTokenSource(_smtp.Timeout());
            await using var stop = stoppingToken.Register(() => deadline.CancelAfter(WhenStopping < _smtp.Timeout() ? WhenStopping : _smtp.Timeout()));
            var message = WelcomeMessage.Compose(mail, MailboxAddress.Parse(_smtp.From), users.Value.Link(code));
            answer = await connection.SendAsync(message, deadline.Token);
        }
        catch (Exception exception)
        {
            var reason = SmtpFailure.Describe(exception, _smtp, connection.CertificateProblem, code);
            if (!SmtpFailure.IsExpected(exception))
            {
                LogUnexpected(logger, exception, mail.Id);
            }

            await StoreFailureAsync(mail, reason, stoppingToken);
            return connection.IsOpen;
        }

        ServiceMetrics.WelcomeMailTried("sent");
        LogSent(logger, mail.Id, mail.UserName, mail.AccountName, mail.Attempts, SmtpFailure.Clean(answer, _smtp, code), mail.RequestId);
        await StoreAsync(async outbox => { await outbox.SentAsync(mail, hash, CancellationToken.None); return true; }, stoppingToken);
        return true;
    }

    private async Task StoreFailureAsync(WelcomeMail mail, string reason, CancellationToken stoppingToken)
    {
        ServiceMetrics.WelcomeMailTried("failed");
        var failed = await StoreAsync(outbox => outbox.FailedAsync(mail, reason, Pause(mail.Attempts), CancellationToken.None), stoppingToken);
        if (failed is { NextAttemptAt: null })
        {
            ServiceMetrics.WelcomeMailTried("given_up");
            LogGivenUp(logger, mail.Id, mail.UserName, mail.AccountName, mail.Attempts, reason, mail.RequestId);
        }
        else
        {
            var next = failed?.NextAttemptAt?.ToString("u", CultureInfo.InvariantCulture) ?? "none, it is not wanted any more";
            LogFailed(logger, mail.Id, mail.UserName, mail.AccountName, mail.Attempts, reason, next, mail.RequestId);
        }
    }

    // 30 seconds, a minute, two minutes, … an hour. Not all at the same time after an outage.
    private TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(
        Math.Min(_smtp.RetrySeconds * Math.Pow(2, attempts - 1), MaxPauseSeconds) * (0.9 + (Random.Shared.NextDouble() / 10)));

    private async Task MeasureAsync()
    {
        if (_measuredAt is { } before && clock.GetElapsedTime(before) < MeasureEvery)
        {
            return;
        }

        var isFirst = _measuredAt is null;
        _measuredAt = clock.GetTimestamp();
        var succeeded = false;
        try
        {
            var waiting = await UseOutboxAsync(outbox => outbox.CountAsync(CancellationToken.None));
            ServiceMetrics.WelcomeMailsWait(waiting.Oldest);
            if (isFirst && waiting.Mails > 0 && !_smtp.IsConfigured())
            {
                LogNotConfigured(logger, waiting.Mails);
            }

            succeeded = true;
        }
        finally
        {
            ServiceMetrics.MaintenanceEnded(MaintenanceTask, succeeded);
        }
    }

    // What happened to a mail is stored however long the database is away, since the mail would be sent again otherwise: so it is when that
    // takes longer than the lease, or the service is stopped meanwhile.
    private async Task<T> StoreAsync<T>(Func<WelcomeMailOutbox, Task<T>> store, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                return await UseOutboxAsync(store);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Report(exception);
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    private async Task<T> UseOutboxAsync<T>(Func<WelcomeMailOutbox, Task<T>> use)
    {
        // A parent that is not recorded: otherwise the look at the outbox would be a trace, every second.
        using var unrecorded = new Activity(MaintenanceTask).Start();
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<WelcomeMailOutbox>());
    }

    private void Report(Exception exception)
    {
        var reason = exception is AccountsException { InnerException: { } cause } ? cause.Message : exception.Message;
        if (reason == _reported)
        {
            LogStillFails(logger, reason);
        }
        else if (exception is AccountsException { Failure: Failure.Unavailable })
        {
            LogUnavailable(logger, reason);
        }
        else
        {
            LogFails(logger, exception);
        }

        _reported = reason;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Welcome mail {Id} for {User} of {Account} was sent at attempt {Attempts}: {Answer} request={RequestId}")]
    private static partial void LogSent(ILogger logger, long id, string user, string account, int attempts, string answer, string requestId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Welcome mail {Id} for {User} of {Account} was not sent at attempt {Attempts}: {Reason} Next attempt: {Next} request={RequestId}")]
    private static partial void LogFailed(
        ILogger logger, long id, string user, string account, int attempts, string reason, string next, string requestId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Welcome mail {Id} for {User} of {Account} was given up after attempt {Attempts}: {Reason} "
            + "The command \"mail retry\" sends it all the same request={RequestId}")]
    private static partial void LogGivenUp(ILogger logger, long id, string user, string account, int attempts, string reason, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Welcome mail {Id} was not sent because of an unexpected error")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox of welcome mails cannot be used, because the database is unavailable ({Reason}): retrying every second")]
    private static partial void LogUnavailable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox of welcome mails cannot be used: retrying every second")]
    private static partial void LogFails(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The outbox of welcome mails still cannot be used ({Reason})")]
    private static partial void LogStillFails(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The outbox of welcome mails can be used again")]
    private static partial void LogWorksAgain(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Welcome mails that wait and are not sent, because Smtp:Host is not set: {Mails}. Set it, or delete the users that nobody wants to invite any more")]
    private static partial void LogNotConfigured(ILogger logger, long mails);
}
