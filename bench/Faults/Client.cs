using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Faults;

/// <summary>
/// One client: creates, updates, freezes and unfreezes accounts of its own, one request at a time. With keys, each change is sent
/// again with its key until it is answered; without, each is sent once and the answer is taken at its word.
/// </summary>
internal sealed class Client(int number, bool hasKeys, HttpClient http, Load load)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);
    private static readonly long[] AllConnectors = [1, 2, 3, 4];
    private static readonly long[] TwoConnectors = [3, 1];

    private readonly Random _random = new(number);
    private readonly bool _isXml = number % 2 == 1;
    private int _changes;

    public Ledger Ledger { get; } = new();

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await load.TurnAsync(stop);
                await ChangeAsync(stop);
                await Task.Delay(load.ThinkTime, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The experiment is over.
        }
        finally
        {
            load.Leave();
        }
    }

    private Task ChangeAsync(CancellationToken stop)
    {
        _changes++;
        var dice = _random.Next(10);
        if (!hasKeys || Ledger.Accounts.Count == 0 || dice < 3)
        {
            return CreateAsync(stop);
        }

        var account = Ledger.Accounts[_random.Next(Ledger.Accounts.Count)];
        return dice < 7 ? UpdateAsync(account, stop) : account.FrozenUrl is null || dice == 7 ? FreezeAsync(account, stop) : UnfreezeAsync(account, stop);
    }

    private async Task CreateAsync(CancellationToken stop)
    {
        var name = $"{(hasKeys ? "keyed" : "bare")}-{load.Name}-{number}-{_changes}";
        var title = "title " + name;
        var reply = await SendAsync("save", Save(null, name, title, AllConnectors), stop);
        if (reply is { IsDone: true })
        {
            Ledger.Accounts.Add(new OwnAccount(reply.SavedId!.Value, name, title, AllConnectors));
            Ledger.LastId = reply.SavedId.Value;
        }
        else if (reply is { Problem: null, IsOutcomeUnknown: false })
        {
            Ledger.Denied.Add(name);
        }
        else
        {
            Ledger.Unknown.Add(name);
        }
    }

    private async Task UpdateAsync(OwnAccount account, CancellationToken stop)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"title {_changes}");
        var connectors = _random.Next(4) == 0 ? TwoConnectors : account.Connectors;
        if (await SendAsync("save", Save(account.Id, account.Name, title, connectors), stop) is { IsDone: true })
        {
            (account.Title, account.Connectors) = (title, connectors);
            account.Changes++;
        }
    }

    private async Task FreezeAsync(OwnAccount account, CancellationToken stop)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"https://example.com/{_changes}");
        var body = _isXml
            ? $"<xml><id>{account.Id}</id><frozen_details><payment_url>{url}</payment_url></frozen_details></xml>"
            : $$"""{"id":{{account.Id}},"frozen_details":{"payment_url":"{{url}}"} }""";
        if (await SendAsync("freeze", body, stop) is { IsDone: true })
        {
            account.FrozenUrl = url;
            account.Changes++;
        }
    }

    private async Task UnfreezeAsync(OwnAccount account, CancellationToken stop)
    {
        var body = _isXml ? $"<xml><id>{account.Id}</id></xml>" : $$"""{"id":{{account.Id}}}""";
        if (await SendAsync("unfreeze", body, stop) is { IsDone: true })
        {
            account.FrozenUrl = null;
            account.Changes++;
        }
    }

    private string Save(long? id, string name, string title, long[] connectors) => _isXml
        ? $"<xml>{(id is null ? string.Empty : $"<id>{id}</id>")}<name>{name}</name><title>{title}</title><tz>UTC</tz><tariff>1</tariff>"
            + string.Concat(connectors.Select(connector => $"<external_data_connectors>{connector}</external_data_connectors>"))
            + "<reports_day>1</reports_day><reports_hour>9</reports_hour></xml>"
        : $$"""{"id":{{id ?? 0}},"name":"{{name}}","title":"{{title}}","tz":"UTC","tariff":1,"""
            + $$""" "external_data_connectors":[{{string.Join(',', connectors)}}],"reports_day":1,"reports_hour":9}""";

    // Without a key: once. The answer is null when none came.
    private async Task<Reply?> SendAsync(string action, string body, CancellationToken stop)
    {
        var key = $"{load.Name}-{number}-{_changes}";
        for (var attempt = 1; ; attempt++)
        {
            var reply = await TryAsync(action, body, key, attempt, stop);
            if (reply is { IsDone: true })
            {
                Ledger.Keys += hasKeys ? 1 : 0;
                return reply;
            }

            if (!hasKeys || reply?.Problem is not null)
            {
                return reply;
            }

            var wait = reply?.RetryAfter ?? TimeSpan.FromMilliseconds(100);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, stop);
        }
    }

    private async Task<Reply?> TryAsync(string action, string body, string key, int attempt, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/admin/accounts/" + action)
        {
            Content = new StringContent(body, Encoding.UTF8, _isXml ? "application/xml" : "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Service.Token);
        request.Headers.Add("X-Request-Id", string.Create(CultureInfo.InvariantCulture, $"{key}.{attempt}"));
        if (hasKeys)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        var seen = load.Seen;
        var (began, wasAway, wasDown) = (Stopwatch.GetTimestamp(), seen.IsAway, seen.IsServiceDown);
        try
        {
            using var response = await http.SendAsync(request, stop);
            var reply = await Reply.OfAsync(response, _isXml, stop);
            seen.Note(reply, began, wasAway);
            return reply;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            seen.NoteNoAnswer();
            if (!wasDown && !seen.IsServiceDown)
            {
                seen.NoteProblem($"no answer after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {exception.Message}");
            }

            return null;
        }
    }
}
