using System.Reflection;
using System.Text.Json;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>The fields of <see cref="LineContent"/>, in their order there: how each is called on the wire and in the table.</summary>
public static class LineFields
{
    public static IReadOnlyList<LineField> All { get; } =
        [.. typeof(LineContent).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new LineField(property))];

    private static readonly Dictionary<string, LineField> ByProperty = All.ToDictionary(field => field.Property.Name, StringComparer.Ordinal);

    /// <param name="property">The property's name in C#.</param>
    public static LineField Named(string property) => ByProperty[property];
}

/// <summary>One field of a line's content.</summary>
public sealed class LineField(PropertyInfo property)
{
    public PropertyInfo Property { get; } = property;

    /// <summary>On the wire: camelCase.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>In the table: snake_case.</summary>
    public string Column { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <summary>Whether people write there in their own words, in which a name may stand.</summary>
    public bool IsFreeText { get; } = property.IsDefined(typeof(FreeTextAttribute), inherit: true);

    public object? Of(LineContent content) => Property.GetValue(content);

    /// <summary>For a copy that nobody else has seen yet.</summary>
    public void Set(LineContent copy, object? value) => Property.SetValue(copy, value);

    /// <summary>The field of many lines, as one array of its type.</summary>
    public Array OfAll(IReadOnlyList<LineContent> lines)
    {
        var values = Array.CreateInstance(Property.PropertyType, lines.Count);
        for (var index = 0; index < lines.Count; index++)
        {
            values.SetValue(Of(lines[index]), index);
        }

        return values;
    }
}

/// <summary>A field in which people write in their own words: forgetting a person strikes the name there.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FreeTextAttribute : Attribute;
