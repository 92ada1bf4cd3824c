using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace RetentionBot.Tests.Outages;

/// <summary>Takes the room to write from another process, as a full disk or a quota does, and gives it back. Needs no rights beyond the own user's.</summary>
internal static class FileSizeLimit
{
    private const int LargestFile = 1;

    public static void Set(int process, bool isFull)
    {
        var limit = new Limit { Soft = isFull ? 1 : ulong.MaxValue, Hard = ulong.MaxValue };
        if (SetLimit(process, LargestFile, in limit, IntPtr.Zero) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    // Written out by a generator it would need unsafe code.
    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "See above.")]
    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int process, int resource, in Limit limit, IntPtr old);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
