using System.Security.Cryptography;
using HourExchange.Ui;
using HourExchange.Ui.Parts;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Portal.Pages;

/// <summary>Stylesheet, font and the one script of the pages. Their addresses change with what they hold, so browsers may keep them.</summary>
public static class AssetsEndpoint
{
    private const string Folder = "/assets";
    private const string ScriptName = "app.js";
    private const string IconName = "mark.svg";

    private static readonly byte[] ScriptBytes = ReadScript();

    /// <summary>In the kit's accent, which both grounds of a browser's tabs carry.</summary>
    private static readonly byte[] IconBytes = System.Text.Encoding.UTF8.GetBytes(Icons.FileOf("mark", "#4a6cf0"));

    public static string Stylesheet { get; } = Address("app.css", KitFiles.Read("app.css"));

    public static string Script { get; } = Address(ScriptName, ScriptBytes);

    public static string Icon { get; } = Address(IconName, IconBytes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, mediaType) in KitFiles.All)
        {
            Map(routes, path, mediaType, KitFiles.Read(path));
        }

        Map(routes, IconName, "image/svg+xml", IconBytes);
        Map(routes, ScriptName, "text/javascript; charset=utf-8", ScriptBytes);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string mediaType, byte[] bytes)
    {
        var hash = HashOf(bytes);
        routes.MapGet($"{Folder}/{path}", (HttpContext http) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = http.Request.Query["v"] == hash ? "public, max-age=31536000, immutable" : "public, max-age=3600";
            return Results.Bytes(bytes, mediaType, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
        }).AllowAnonymous();
    }

    private static string Address(string path, byte[] bytes) => $"{Folder}/{path}?v={HashOf(bytes)}";

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    private static byte[] ReadScript()
    {
        using var script = typeof(AssetsEndpoint).Assembly.GetManifestResourceStream(ScriptName)!;
        var bytes = new byte[script.Length];
        script.ReadExactly(bytes);
        return bytes;
    }
}
