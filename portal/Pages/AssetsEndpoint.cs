using HourExchange.Ui.Parts;

namespace HourExchange.Portal.Pages;

/// <summary>Stylesheet, font, icon and the one script of the pages.</summary>
public static class AssetsEndpoint
{
    private const string ScriptName = "app.js";
    private const string IconName = "mark.svg";

    private static readonly byte[] ScriptBytes = ReadScript();

    /// <summary>In the kit's accent, which both grounds of a browser's tabs carry.</summary>
    private static readonly byte[] IconBytes = System.Text.Encoding.UTF8.GetBytes(Icons.FileOf("mark", "#4a6cf0"));

    public static string Script { get; } = PageAssets.Address(ScriptName, ScriptBytes);

    public static string Icon { get; } = PageAssets.Address(IconName, IconBytes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        PageAssets.Map(routes);
        PageAssets.Map(routes, IconName, "image/svg+xml", IconBytes);
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
