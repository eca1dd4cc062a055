namespace HourExchange.Ui;

/// <summary>The design kit's files as pages link to them.</summary>
public static class KitFiles
{
    /// <summary>Name below the folder of assets, media type.</summary>
    public static IReadOnlyList<(string Path, string MediaType)> All { get; } =
        [("app.css", "text/css; charset=utf-8"), ("fonts/archivo-latin-wght.woff2", "font/woff2")];

    public static byte[] Read(string path)
    {
        using var resource = typeof(KitFiles).Assembly.GetManifestResourceStream(path.Split('/')[^1])!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
