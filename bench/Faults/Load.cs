namespace Faults;

/// <summary>The clients, and the pause in which nothing is on its way.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly HttpClient _http;
    private readonly List<Client> _clients = [];
    private readonly List<Reader> _readers = [];
    private readonly List<Task> _running = [];
    private volatile TaskCompletionSource? _resumed;
    private int _waiting;

    /// <param name="keyed">How many clients send each change with a key until it is answered.</param>
    /// <param name="bare">How many send creates once.</param>
    /// <param name="readers">How many read what was acknowledged.</param>
    public Load(string name, Uri address, int keyed, int bare, int readers = 0)
    {
        Name = name;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = keyed + bare + readers })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        _clients.AddRange(Enumerable.Range(0, keyed + bare).Select(number => new Client(number, number < keyed, _http, this)));
        _readers.AddRange(Enumerable.Range(0, readers).Select(number => new Reader(number, _http, this)));
    }

    public string Name { get; }

    /// <summary>How long a client rests after each request.</summary>
    public TimeSpan ThinkTime { get; init; } = TimeSpan.FromMilliseconds(20);

    public Observations Seen { get; } = new();

    /// <summary>What the readers have seen.</summary>
    public Observations SeenByReaders { get; } = new();

    public IEnumerable<Ledger> Ledgers => _clients.Select(client => client.Ledger);

    public void Start()
    {
        _running.AddRange(_clients.Select(client => Task.Run(() => client.RunAsync(_stop.Token))));
        _running.AddRange(_readers.Select(reader => Task.Run(() => reader.RunAsync(_stop.Token))));
    }

    /// <summary>Lets every client finish the change it is at, until it is answered.</summary>
    public async Task PauseAsync()
    {
        _resumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (Volatile.Read(ref _waiting) < _clients.Count)
        {
            if (!await _changed.WaitAsync(TimeSpan.FromSeconds(60)))
            {
                throw new InvalidOperationException("Some change is still not answered after a minute.");
            }
        }
    }

    public void Resume() => Interlocked.Exchange(ref _resumed, null)?.TrySetResult();

    /// <summary>A client's turn comes when the load is not paused.</summary>
    public async Task TurnAsync(CancellationToken stop)
    {
        while (_resumed is { } resumed)
        {
            Interlocked.Increment(ref _waiting);
            _changed.Release();
            try
            {
                await resumed.Task.WaitAsync(stop);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }

    public void Leave() => _changed.Release();

    /// <summary>Ends all clients.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
        _changed.Dispose();
    }
}
