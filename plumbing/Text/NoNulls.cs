using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HourExchange.Plumbing.Text;

/// <summary>
/// A list or a dictionary whose type holds no null holds none: the serialiser heeds what a property may be, not what stands in its list,
/// and <c>[null]</c> would come through to whoever works it.
/// </summary>
public static class NoNulls
{
    /// <summary>Makes null in a list a <see cref="JsonException"/> when the object around it is read.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Check);
        return options;
    }

    private static void Check(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        var lists = type.Properties.Where(property => property.Get is not null && property.AttributeProvider is PropertyInfo known && IsOfNoNulls(known)).ToList();
        if (lists.Count == 0)
        {
            return;
        }

        var before = type.OnDeserialized;
        type.OnDeserialized = read =>
        {
            before?.Invoke(read);
            foreach (var list in lists)
            {
                if (list.Get!(read) is IEnumerable values && Values(values).Cast<object?>().Any(value => value is null))
                {
                    throw new JsonException($"Null stands in the list {list.Name}.", list.Name, null, null);
                }
            }
        };
    }

    private static IEnumerable Values(IEnumerable values) =>
        values is IDictionary dictionary ? dictionary.Values : values;

    /// <summary>Elements of a list, values of a dictionary.</summary>
    private static bool IsOfNoNulls(PropertyInfo property)
    {
        if (property.PropertyType == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
        {
            return false;
        }

        var nullability = new NullabilityInfoContext().Create(property);
        var element = nullability.ElementType ?? nullability.GenericTypeArguments.LastOrDefault();
        return element is { Type.IsValueType: false, ReadState: NullabilityState.NotNull };
    }
}
