using System.Text.Json.Nodes;
using Altcraft.Accounts.ArchitectureTests.Testing;
using YamlDotNet.RepresentationModel;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>A document of a rendered overlay. Every scalar is text, as it is written.</summary>
internal sealed record Manifest(JsonNode Root)
{
    private const string Folder = "deploy/kubernetes/rendered";

    /// <summary>The names of the overlays that are rendered.</summary>
    public static IReadOnlyList<string> Overlays { get; } =
        [.. Directory.GetFiles(Path.Combine(Sources.Root, Folder), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public string Kind => Text("kind")!;

    public string Name => Text("metadata/name")!;

    /// <summary>Where the pod of a workload is described; <see langword="null"/> for what has no pods.</summary>
    public JsonNode? Pod => At("spec/template/spec");

    public IReadOnlyDictionary<string, string> PodLabels => Labels("spec/template/metadata/labels");

    public JsonObject[] Containers => [.. Items(Pod, "initContainers"), .. Items(Pod, "containers")];

    public static string PathOf(string overlay) => Path.Combine(Sources.Root, Folder, overlay + ".yaml");

    public static IReadOnlyList<Manifest> Of(string overlay)
    {
        using var reader = File.OpenText(PathOf(overlay));
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(document => new Manifest(Convert(document.RootNode)))];
    }

    /// <summary>What stands at a path of names and indexes, divided by slashes.</summary>
    public JsonNode? At(string path) => At(Root, path);

    public static JsonNode? At(JsonNode? node, string path) => path.Split('/').Aggregate(
        node, (at, step) => at switch
        {
            JsonArray array => int.TryParse(step, out var index) && index < array.Count ? array[index] : null,
            JsonObject fields => fields[step],
            _ => null,
        });

    public string? Text(string path) => (string?)At(path);

    public static string? Text(JsonNode? node, string path) => (string?)At(node, path);

    public static JsonObject[] Items(JsonNode? node, string path) => At(node, path) is JsonArray items ? [.. items.Select(item => (JsonObject)item!)] : [];

    public IReadOnlyDictionary<string, string> Labels(string path) =>
        At(path) is JsonObject labels ? labels.ToDictionary(label => label.Key, label => (string)label.Value!) : new Dictionary<string, string>();

    /// <summary>Whether a selector at a path is there and takes what has these labels.</summary>
    public bool Selects(string path, IReadOnlyDictionary<string, string> labels) =>
        Labels(path) is { Count: > 0 } wanted && wanted.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public override string ToString() => $"{Kind} {Name}";

    private static JsonNode Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, (JsonNode?)Convert(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value!),
        _ => throw new NotSupportedException($"Line {node.Start.Line} is no mapping, sequence or scalar."),
    };
}
