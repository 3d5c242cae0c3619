using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Faults;

/// <summary>Reads accounts that were just acknowledged, lists, and the journal. An account that was acknowledged must be found.</summary>
internal sealed class Reader(int number, HttpClient http, Load load)
{
    private readonly Random _random = new(number);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await ReadAsync(stop);
                await Task.Delay(load.ThinkTime, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The experiment is over.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var ids = load.Ledgers.Select(ledger => ledger.LastId).Where(id => id > 0).ToArray();
        var id = ids.Length > 0 ? ids[_random.Next(ids.Length)] : 0;
        var (path, body) = _random.Next(10) switch
        {
            0 => ("accounts/list", """{"limit":20}"""),
            1 => ("audit/list", """{"limit":20}"""),
            _ when id == 0 => ("accounts/list", """{"limit":1}"""),
            _ => ("accounts/get", $$"""{"id":{{id}}}"""),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1.1/admin/" + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Service.Token);
        var seen = load.SeenByReaders;
        var (began, wasDown) = (Stopwatch.GetTimestamp(), load.Seen.IsServiceDown);
        try
        {
            using var response = await http.SendAsync(request, stop);
            seen.Note(await Reply.OfAsync(response, isXml: false, stop), began, beganWhileAway: false);
        }
        catch (Exception exception)
            when (!stop.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            seen.NoteNoAnswer();
            if (!wasDown && !load.Seen.IsServiceDown)
            {
                seen.NoteProblem($"{path} had no answer after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {exception.Message}");
            }
        }
    }
}
