namespace LoadGenerator;

/// <summary>What the clients ask for: which request comes next, and what a good answer holds.</summary>
internal sealed class Workload
{
    private const string Accounts = "/api/v1.1/admin/accounts/";
    private const string Json = "application/json";

    private readonly RequestTemplate[] _templates;
    private readonly long _first;
    private readonly long _count;
    private readonly bool _atRandom;
    private long _issued = -1;

    private Workload(RequestTemplate[] templates, string mark, long first = 0, long last = long.MaxValue - 1, bool atRandom = false)
    {
        (_templates, _first, _count, _atRandom) = (templates, first, last - first + 1, atRandom);
        Mark = System.Text.Encoding.ASCII.GetBytes(mark);
        if (_count <= 0)
            throw new UsageException("--last-id is less than --first-id");
    }

    /// <summary>Bytes that only a good answer has, beside <c>"error":0</c>.</summary>
    public byte[] Mark { get; }

    public static Workload From(Arguments arguments, Uri server, string? mode = null)
    {
        var token = arguments.Text("token");
        RequestTemplate Post(string action, string type, string body) => RequestTemplate.Post(server, Accounts + action, type, token, body);
        long First() => (long)arguments.Number("first-id");
        long Last() => (long)arguments.Number("last-id");

        mode ??= arguments.Required("mode");
        switch (mode)
        {
            case "create-json":
                return new([Post("save", Json, SaveBody.Json("", NewName(arguments), SaveBody.Title))], "\"saved_id\":");
            case "create-xml":
                return new([Post("save", "application/xml", SaveBody.Xml(NewName(arguments)))], "<saved_id>");
            case "update-json":
                // One after the other, so that no two requests under way are for the same account; the name is the one
                // that accounts.sql gave, the title is new each time round.
                var update = SaveBody.Json(
                    $"\"id\":{RequestTemplate.SpacePadded},", $"seed-{RequestTemplate.ZeroPadded}", arguments.Required("prefix"));
                return new([Post("save", Json, update)], "\"saved_id\":", First(), Last());
            case "get":
                return new([Post("get", Json, $"{{\"id\":{RequestTemplate.SpacePadded}}}")], "\"account\":{", First(), Last(), atRandom: true);
            case "list":
                var limit = arguments.Whole("limit", 100);
                var page = Post("list", Json, $"{{\"from_id\":{RequestTemplate.SpacePadded},\"limit\":{limit}}}");
                return new([page], "\"total_count\":", First(), Math.Max(First(), Last() - limit + 1), atRandom: true);
            case "search":
                var size = arguments.Whole("limit", 20);
                var terms = File.ReadAllLines(arguments.Required("terms")).Where(term => term.Length > 0)
                    .Select(term => Post("list", Json, $"{{\"search\":\"{term}\",\"limit\":{size}}}")).ToArray();
                return new(terms.Length > 0 ? terms : throw new UsageException("--terms: no term in the file"), "\"total_count\":");
            case "add-user":
                // All for one account, or one after the other for each.
                RequestTemplate[] Add(string account) => [Post("users/add", Json, SaveBody.User(account, NewName(arguments)))];
                return arguments.Text("account") is { } account
                    ? new(Add(account), "\"username\":")
                    : new(Add(RequestTemplate.SpacePadded), "\"username\":", First(), Last());
            case "list-users":
                return new([Post("users/list", Json, arguments.Required("body"))], "\"total_count\":", First(), Last(), atRandom: true);
            default:
                throw new UsageException($"no mode \"{mode}\"");
        }
    }

    public RequestSource Open(int connection) => new(this, connection);

    private static string NewName(Arguments arguments) => $"{arguments.Text("prefix") ?? "bench"}-{RequestTemplate.ZeroPadded}";

    /// <summary>One connection's requests.</summary>
    internal sealed class RequestSource(Workload workload, int connection)
    {
        private readonly RequestTemplate[] _templates = [.. workload._templates.Select(template => template.Clone())];
        private readonly Random _random = new(connection);

        public ReadOnlySpan<byte> Next()
        {
            var number = workload._atRandom
                ? _random.NextInt64(workload._count)
                : Interlocked.Increment(ref workload._issued) % workload._count;
            var template = _templates.Length == 1 ? _templates[0] : _templates[_random.Next(_templates.Length)];
            return template.With(workload._first + number);
        }
    }
}
