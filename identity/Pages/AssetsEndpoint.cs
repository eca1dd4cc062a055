namespace HourExchange.Identity.Pages;

/// <summary>Stylesheet, font and the one script of the pages.</summary>
public static class AssetsEndpoint
{
    private const string ScriptName = "passkeys.js";

    private static readonly byte[] ScriptBytes = ReadScript();

    public static string Script { get; } = PageAssets.Address(ScriptName, ScriptBytes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        PageAssets.Map(routes);
        PageAssets.Map(routes, ScriptName, "text/javascript; charset=utf-8", ScriptBytes);
    }

    private static byte[] ReadScript()
    {
        using var script = typeof(AssetsEndpoint).Assembly.GetManifestResourceStream(ScriptName)!;
        var bytes = new byte[script.Length];
        script.ReadExactly(bytes);
        return bytes;
    }
}
