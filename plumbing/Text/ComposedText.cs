using System.Text;

namespace HourExchange.Plumbing.Text;

/// <summary>
/// Puts letters and the accents after them together, as Unicode's form C does, for the letters of western and central Europe:
/// macOS writes é as two characters. string.Normalize leaves everything as it is where there is no ICU (InvariantGlobalization).
/// </summary>
public static class ComposedText
{
    // Grave, acute, circumflex, tilde, diaeresis, ring, caron, cedilla: the plain letter, then the accented one.
    private static readonly Dictionary<char, string> Accents = new()
    {
        ['\u0300'] = "AÀEÈIÌOÒUÙaàeèiìoòuù",
        ['\u0301'] = "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzź",
        ['\u0302'] = "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ",
        ['\u0303'] = "AÃNÑOÕaãnñoõIĨiĩUŨuũ",
        ['\u0308'] = "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ",
        ['\u030a'] = "AÅaåUŮuů",
        ['\u030c'] = "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž",
        ['\u0327'] = "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ",
    };

    private static readonly Dictionary<char, string> Plain = Accents.Values
        .SelectMany(pairs => pairs.Chunk(2)).ToDictionary(pair => pair[1], pair => pair[0].ToString())
        .Concat(new Dictionary<char, string> { ['Œ'] = "OE", ['œ'] = "oe", ['Æ'] = "AE", ['æ'] = "ae", ['ß'] = "ss" }).ToDictionary();

    /// <summary>The same letters without their accents, and ligatures as two letters.</summary>
    public static string Unaccented(string text) =>
        string.Concat(Of(text).Select(character => Plain.TryGetValue(character, out var plain) ? plain : character.ToString()));

    public static string Of(string text)
    {
        if (!text.Any(Accents.ContainsKey))
        {
            return text;
        }

        var composed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (composed.Length > 0 && Accents.TryGetValue(character, out var pairs) && Accented(composed[^1], pairs) is { } letter)
            {
                composed[^1] = letter;
            }
            else
            {
                composed.Append(character);
            }
        }

        return composed.ToString();
    }

    private static char? Accented(char plain, string pairs)
    {
        for (var index = 0; index < pairs.Length; index += 2)
        {
            if (pairs[index] == plain)
            {
                return pairs[index + 1];
            }
        }

        return null;
    }
}
