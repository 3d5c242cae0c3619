namespace Altcraft.Accounts.Api.Binding;

/// <summary>Writes parameters as canonical text, the input of an Idempotency-Key's fingerprint (contract, section 10).</summary>
internal static class ParameterDescription
{
    public static void Append<T>(Parameter<T> parameter, StringBuilder text)
    {
        switch (parameter)
        {
            case { HasValue: true, Value: ParameterObject nested }:
                text.Append('{');
                ParameterTable.Of(typeof(T)).Describe(nested, text);
                text.Append('}');
                break;
            case { HasValue: true, Value: System.Collections.IEnumerable items and not string }:
                foreach (var item in items)
                {
                    var shown = item is EntityReference reference ? Shown(reference) : item.ToString()!;
                    text.Append(CultureInfo.InvariantCulture, $"[{shown.Length}:{shown}]");
                }

                break;
            case { HasValue: true, Value: EntityReference reference }:
                text.Append(Shown(reference));
                break;
            case { HasValue: true, Value: DateTimeOffset timestamp }:
                text.Append(CultureInfo.InvariantCulture, $"{timestamp.UtcDateTime:O}");
                break;
            case { HasValue: true }:
                var value = string.Create(CultureInfo.InvariantCulture, $"{parameter.Value}");
                text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
                break;
            default:
                text.Append(parameter.IsNull ? "null" : "absent");
                break;
        }
    }

    private static string Shown(EntityReference reference) =>
        reference.Name is { } name ? "name " + name : "id " + reference.Id.ToString(CultureInfo.InvariantCulture);
}
