using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>What our endpoints are for: the framework reads the comments of types and methods, not of the class that maps an endpoint. From the XML file that the compiler writes beside an assembly. No file, no comments.</summary>
internal static class DocComments
{
    private const string Ours = nameof(HourExchange) + ".";

    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = new();

    public static string? Summary(Type type) => Text(Find(type)?.Element("summary"));

    private static XElement? Find(Type type) =>
        type.Assembly.GetName().Name!.StartsWith(Ours, StringComparison.Ordinal) && type.FullName is { } name
            ? Files.GetOrAdd(type.Assembly, Read).GetValueOrDefault("T:" + name.Replace('+', '.'))
            : null;

    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : new Dictionary<string, XElement>();
    }

    private static string? Text(XElement? comment) => comment is null
        ? null
        : string.Join(' ', string.Concat(comment.Nodes().Select(Word)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Word(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("cref") is { } reference => reference.Value.Split('.', ':')[^1],
        XElement element => element.Value,
        _ => "",
    };
}
