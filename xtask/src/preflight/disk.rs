//! Whether the disks have room for what will be written.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::cost::{self, Cost, Place};

/// A disk as `df` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Disk {
    name: String,
    /// Megabytes that can still be written.
    free: u64,
}

/// What is to be written to one disk.
struct Load {
    disk: Disk,
    folders: Vec<PathBuf>,
    megabytes: u64,
}

/// A sentence for each disk with too little room. Where the room is unknown, nobody is stopped.
pub fn shortages(costs: &[Cost], folder_of: impl Fn(Place) -> Option<PathBuf>) -> Vec<String> {
    let mut loads: Vec<Load> = Vec::new();
    for cost in costs.iter().filter(|cost| cost.disk > 0) {
        let Some(folder) = folder_of(cost.place) else { continue };
        let Some(disk) = disk_of(&folder) else { continue };
        match loads.iter_mut().find(|load| load.disk.name == disk.name) {
            Some(load) => load.add(cost, folder),
            None => loads.push(Load { disk, folders: vec![folder], megabytes: cost.disk.into() }),
        }
    }
    loads.iter().filter_map(Load::shortage).collect()
}

impl Load {
    fn add(&mut self, cost: &Cost, folder: PathBuf) {
        self.megabytes += u64::from(cost.disk);
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
        }
    }

    fn shortage(&self) -> Option<String> {
        let folders: Vec<String> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        (self.disk.free < self.megabytes).then(|| {
            format!(
                "the disk with {} has {} left, and about {} will be written to it: make room, or keep this tool's \
                 cache on another disk (ORDINAL_CACHE=/a/folder)",
                folders.join(" and "),
                cost::size(self.disk.free),
                cost::size(self.megabytes)
            )
        })
    }
}

/// The disk that a folder is on, or will be on when it is made.
fn disk_of(folder: &Path) -> Option<Disk> {
    let there = folder.ancestors().find(|folder| folder.is_dir())?;
    let output = Command::new("df").arg("-Pk").arg(there).env("LC_ALL", "C").output().ok()?;
    read(&String::from_utf8_lossy(&output.stdout))
}

/// The last line of `df -Pk`: name, size, used and available kibibytes, percentage, mount point. Names may have spaces,
/// so the percentage shows where the numbers are.
fn read(said: &str) -> Option<Disk> {
    let words: Vec<&str> = said.lines().last()?.split_whitespace().collect();
    let percentage = words.iter().rposition(|word| word.ends_with('%'))?;
    let kibibytes: u64 = words.get(percentage.checked_sub(1)?)?.parse().ok()?;
    let name = words.get(..percentage.checked_sub(3)?)?.join(" ");
    Some(Disk { name: format!("{name} {}", words[percentage + 1..].join(" ")), free: kibibytes / 1000 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Filesystem     1024-blocks     Used Available Capacity Mounted on\n\
                        map auto home    264212084 14657064  80844200      16% /\n";

    fn cost(disk: u32, place: Place) -> Cost {
        Cost { what: "something", minutes: 1, download: 1, disk, place }
    }

    #[test]
    fn the_room_on_a_disk_is_read_whatever_its_name() {
        assert_eq!(read(SAID), Some(Disk { name: "map auto home /".to_owned(), free: 80_844 }));
        assert_eq!(read("df: no such file"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_on_the_disk_of_the_one_around_it() {
        let folder = std::env::temp_dir();
        assert_eq!(disk_of(&folder.join("not/there/yet")).map(|d| d.name), disk_of(&folder).map(|d| d.name));
    }

    #[test]
    fn what_goes_to_one_disk_is_added_up() {
        let folder = std::env::temp_dir();
        let here = |_| Some(folder.clone());
        assert_eq!(shortages(&[cost(1, Place::Cache)], here), [""; 0]);
        let half = u32::MAX / 2;
        let told = shortages(&[cost(half, Place::Cache), cost(half, Place::Checkout)], here);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("4294967.2 GB will be written"), "{told:?}");
        assert_eq!(
            shortages(&[cost(half, Place::Cache)], |_| None),
            [""; 0],
            "an unknown folder stops nobody"
        );
    }
}
