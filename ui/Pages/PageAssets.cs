using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Ui.Pages;

/// <summary>Files beside pages: the kit's stylesheet and font, and those of a program's own. Their addresses change with what they hold, so browsers may keep them.</summary>
public static class PageAssets
{
    private const string Folder = "/assets";

    public static string Stylesheet { get; } = Address("app.css", KitFiles.Read("app.css"));

    /// <summary>The kit's.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, mediaType) in KitFiles.All)
        {
            Map(routes, path, mediaType, KitFiles.Read(path));
        }
    }

    public static void Map(IEndpointRouteBuilder routes, string path, string mediaType, byte[] bytes)
    {
        var hash = HashOf(bytes);
        routes.MapGet($"{Folder}/{path}", (HttpContext http) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = http.Request.Query["v"] == hash ? "public, max-age=31536000, immutable" : "public, max-age=3600";
            return Results.Bytes(bytes, mediaType, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    public static string Address(string path, byte[] bytes) => $"{Folder}/{path}?v={HashOf(bytes)}";

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
