using System.Runtime.InteropServices;

namespace UpperBack.Host.Starting;

/// <summary>What this process and those that it starts store is their owner's alone: databases with what SQLite keeps
/// beside them, recordings, sockets, temporary files.</summary>
internal static class OwnerOnly
{
    private const uint NothingForOthers = 0b000_111_111;

    /// <summary>From now on. Windows gives what a user makes to that user anyway.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(NothingForOthers);
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
