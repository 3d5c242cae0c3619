using System.Text.Json;
using System.Text.Json.Serialization;

namespace Altcraft.Accounts.Panel.Client;

/// <summary>Writes a parameter of a command. An absent one is left out by the serialiser, because it is the default value.</summary>
internal sealed class ParameterConverter<T> : JsonConverter<Parameter<T>>
{
    public override Parameter<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The panel sends commands and does not read them.");

    public override void Write(Utf8JsonWriter writer, Parameter<T> value, JsonSerializerOptions options)
    {
        if (value.HasValue)
        {
            JsonSerializer.Serialize(writer, value.Value, options.GetTypeInfo(typeof(T)));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>Writes a reference as an ID or a name.</summary>
internal sealed class EntityReferenceConverter : JsonConverter<EntityReference>
{
    public override EntityReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The panel sends references and does not read them.");

    public override void Write(Utf8JsonWriter writer, EntityReference value, JsonSerializerOptions options)
    {
        if (value.Name is { } name)
        {
            writer.WriteStringValue(name);
        }
        else
        {
            writer.WriteNumberValue(value.Id);
        }
    }
}
