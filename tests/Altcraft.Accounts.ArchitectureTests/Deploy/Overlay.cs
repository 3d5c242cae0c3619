namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>The documents of one overlay, by what the rules ask for.</summary>
internal sealed class Overlay(string name)
{
    public IReadOnlyList<Manifest> All { get; } = Manifest.Of(name);

    public Manifest Deployment => Only("Deployment");

    public Manifest Job => Only("Job");

    public IReadOnlyList<Manifest> Workloads => [.. All.Where(manifest => manifest.Pod is not null)];

    public IReadOnlyDictionary<string, string> Settings => Only("ConfigMap").Labels("data");

    public IReadOnlyList<Manifest> OfKind(string kind) => [.. All.Where(manifest => manifest.Kind == kind)];

    public Manifest Only(string kind) => All.Single(manifest => manifest.Kind == kind);
}
