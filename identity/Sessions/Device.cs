namespace HourExchange.Identity.Sessions;

/// <summary>By what a person knows a session again: the kind of machine and the browser, from what the browser says of itself.</summary>
public static class Device
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Machines =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        string? Found((string Mark, string Name)[] known) => known.FirstOrDefault(one => userAgent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
        return string.Join(", ", new[] { Found(Machines), Found(Browsers) }.OfType<string>().DefaultIfEmpty("?"));
    }
}
