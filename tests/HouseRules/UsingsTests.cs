using HourExchange.Tests.Kit;

namespace HourExchange.Tests.HouseRules;

/// <summary>What of <c>dotnet format</c> neither the build nor its look at white space sees.</summary>
public sealed class UsingsTests
{
    [Fact]
    public void Imports_stand_in_order_those_of_the_framework_first() => Assert.All(Sources(), file =>
    {
        var imports = Imports(file);
        Assert.Equal(imports.OrderBy(name => name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1).ThenBy(name => name, StringComparer.OrdinalIgnoreCase), imports);
    });

    private static IEnumerable<string> Sources() => Directory.EnumerateDirectories(Repository.Root).Where(folder => !Path.GetFileName(folder).StartsWith('.') && Path.GetFileName(folder) != "artifacts")
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    private static List<string> Imports(string file) =>
    [
        .. File.ReadLines(file).TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && line.IndexOfAny(['=', '(']) < 0 && !line.StartsWith("using static", StringComparison.Ordinal))
            .Select(line => line["using ".Length..^1]),
    ];
}
